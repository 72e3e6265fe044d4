"use client";
import { Check, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { flushSync } from "react-dom";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cx } from "../../../../_components/ui/cx";
import { IconButton } from "../../../../_components/ui/icon-button";
import { notify } from "../../../../_components/ui/notify";
import { RequestError } from "../../../../_http/request";
import { editMessage } from "../../../../_player/chat-api";
import { sendMessage } from "../../../../_player/chat-send";
import { answerTo, readChat, startEditing, useChat } from "../../../../_player/chat-store";
import { hearEdit } from "../../../../_player/chat-sync";
import { calledIn } from "../../../../_player/message-parts";
import { keepDraft, recallDraft } from "../../../../_player/pending-memory";
import type { PersonView } from "@/lib/membership/schema";
import { isOwnChangeOpen } from "@/lib/chat/rules";
import { charactersOf, MAX_CHARACTERS, textFault } from "@/lib/chat/text-rules";
import { useReason } from "../../../_components/use-reason";
import { ComposingBar } from "./composing-bar";
import { SlowModeMenu } from "./slow-mode-menu";
import { useNameList } from "./use-name-list";
import { useSlowWait } from "./use-slow-wait";

/** The count shows when the end comes near. */
const NEAR = 1_800;

type ChatInputProps = { roomId: string; memberId: string; moderator: boolean; slowModeSeconds: number; people: readonly PersonView[]; onSent: () => void };

/** Where one writes: Enter sends, Shift+Enter starts a line, @ calls somebody, Escape gives up an answer. A refused text comes back to be mended. */
export function ChatInput({ roomId, memberId, moderator, slowModeSeconds, people, onSent }: ChatInputProps) {
  const t = useTranslations("chat");
  const reason = useReason();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => recallDraft(roomId));
  const replyTo = useChat((chat) => chat.replyTo);
  const editing = useChat((chat) => chat.editing);
  const { wait, pause } = useSlowWait(roomId);
  const left = text.length > NEAR ? MAX_CHARACTERS - charactersOf(text) : MAX_CHARACTERS;
  const held = !moderator && !editing && slowModeSeconds > 0 && wait > 0;

  function write(next: string) {
    setText(next);
    if (!readChat().editing) keepDraft(roomId, next);
  }
  const names = useNameList({
    people,
    text,
    onPick: (next, caret) => {
      // At once, not with the next frame: whoever types on at that moment would find the caret moved away under them.
      flushSync(() => {
        write(next);
        names.moved(caret);
      });
      field.current?.setSelectionRange(caret, caret);
    },
  });
  useEffect(() => {
    if (replyTo || editing) field.current?.focus();
  }, [replyTo, editing]);
  // What was being written stays kept while an older message is changed, and comes back after it.
  useEffect(() => setText(editing?.text ?? recallDraft(roomId)), [editing, roomId]);

  function refused(error: unknown, words: string) {
    if (!field.current?.value) write(words);
    if (error instanceof RequestError && error.reason === "slow_mode") pause(error.retryAfter ?? slowModeSeconds);
    notify({ id: "chat", title: reason(error), tone: "bad" });
  }
  async function change(words: string, seq: number) {
    try {
      hearEdit(await editMessage(roomId, seq, { text: words, mentions: calledIn(words, people) }));
      startEditing(null);
    } catch (error) {
      refused(error, words);
    }
  }
  async function say(words: string) {
    write("");
    answerTo(null);
    onSent();
    if (!moderator && slowModeSeconds > 0) pause(slowModeSeconds);
    try {
      await sendMessage({ text: words, reply: replyTo, mentions: calledIn(words, people) });
    } catch (error) {
      if (!(error instanceof RequestError && error.reason === "slow_mode")) pause(0);
      if (replyTo) answerTo(replyTo);
      refused(error, words);
    }
  }
  function send() {
    const words = text.trim();
    if (held || textFault(words) !== null) return;
    void (editing ? change(words, editing.seq) : say(words));
  }
  /** The last own message that may still be changed, for the arrow up in an empty field. */
  function editLast() {
    const last = readChat().messages.findLast((message) => message.from?.id === memberId && message.text !== null);
    if (last && isOwnChangeOpen({ at: new Date(last.at) }, new Date())) startEditing(last);
  }
  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (names.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && (replyTo || editing)) {
      event.preventDefault();
      event.stopPropagation();
      answerTo(null);
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      editLast();
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send();
  }
  const over = left < 0;
  const note = over ? t("tooLong", { count: -left }) : text.length > NEAR ? t("left", { count: left }) : held ? t("slow.wait", { seconds: wait }) : slowModeSeconds > 0 ? t("slow.note", { seconds: slowModeSeconds }) : null;
  return (
    <form onSubmit={submit} className="relative border-t border-line p-3">
      {names.list}
      <ComposingBar />
      <div className="flex items-end gap-2">
        {moderator ? <SlowModeMenu roomId={roomId} seconds={slowModeSeconds} /> : null}
        <label htmlFor={id} className="sr-only">{t("message")}</label>
        <textarea
          ref={field}
          id={id}
          rows={1}
          value={text}
          onChange={(event) => {
            write(event.target.value);
            names.moved(event.target.selectionStart);
          }}
          onSelect={(event) => names.moved(event.currentTarget.selectionStart)}
          onKeyDown={keys}
          placeholder={t("message")}
          aria-invalid={over || undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          {...names.attributes}
          className="field-sizing-content max-h-32 min-h-11 min-w-0 flex-1 resize-none rounded-card border border-line bg-background px-3 py-2.5 text-base leading-5.5 placeholder:text-muted focus-visible:border-accent aria-invalid:border-bad"
          data-testid="chat-input"
        />
        <IconButton type="submit" label={editing ? t("saveChange") : t("send")} tone="accent" disabled={held || textFault(text.trim()) !== null} icon={editing ? <Check aria-hidden size={20} /> : <Send aria-hidden size={20} />} data-testid="chat-send" />
      </div>
      {note ? <p id={`${id}-note`} aria-live={over ? "polite" : "off"} className={cx("pt-1 text-xs tabular-nums", over ? "text-bad" : "text-muted")}>{note}</p> : null}
    </form>
  );
}
