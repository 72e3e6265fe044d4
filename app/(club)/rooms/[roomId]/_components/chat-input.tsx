"use client";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { cx } from "../../../../_components/ui/cx";
import { IconButton } from "../../../../_components/ui/icon-button";
import { notify } from "../../../../_components/ui/notify";
import { sendMessage } from "../../../../_player/chat-store";
import { useReason } from "../../../_components/use-reason";

const MOST = 2_000;
/** The count shows when the end comes near. */
const NEAR = 1_800;

/** Where one writes: Enter sends, Shift+Enter starts a line. A refused text comes back to be mended. */
export function ChatInput({ onSent }: { onSent: () => void }) {
  const t = useTranslations("chat");
  const reason = useReason();
  const id = useId();
  const [text, setText] = useState("");
  const left = MOST - text.length;
  async function send() {
    const words = text.trim();
    if (words === "" || left < 0) return;
    setText("");
    onSent();
    try {
      await sendMessage(words);
    } catch (error) {
      setText((now) => now || words);
      notify({ id: "chat", title: reason(error), tone: "bad" });
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void send();
  }
  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
  }
  return (
    <form onSubmit={submit} className="border-t border-line p-3">
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="sr-only">{t("message")}</label>
        <textarea
          id={id}
          rows={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keys}
          placeholder={t("message")}
          aria-invalid={left < 0 || undefined}
          className="field-sizing-content max-h-32 min-h-11 flex-1 resize-none rounded-card border border-line bg-background px-3 py-2.5 text-base leading-5.5 placeholder:text-muted focus-visible:border-accent aria-invalid:border-bad"
          data-testid="chat-input"
        />
        <IconButton type="submit" label={t("send")} tone="accent" disabled={text.trim() === "" || left < 0} icon={<Send aria-hidden size={20} />} data-testid="chat-send" />
      </div>
      {text.length > NEAR ? <p aria-live="polite" className={cx("pt-1 text-xs tabular-nums", left < 0 ? "text-bad" : "text-muted")}>{left < 0 ? t("tooLong", { count: -left }) : t("left", { count: left })}</p> : null}
    </form>
  );
}
