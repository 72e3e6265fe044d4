"use client";
import { MessageSquare, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { SkeletonList } from "../../../../_components/ui/skeleton";
import { loadOlder, markReading, sendMessage, useChat } from "../../../../_player/chat-store";
import { deleteMessage } from "../../../../_player/room-api";
import type { MessageView } from "@/lib/chat/schema";
import { useAct } from "../../../_components/use-act";
import { ChatInput } from "./chat-input";
import { MessageRow, MessageText } from "./message-row";

const TOGETHER_MS = 3 * 60_000;
/** So close to the end counts as reading the newest. */
const NEAR_END_PX = 80;

const isJoined = (before: MessageView | undefined, here: MessageView): boolean =>
  Boolean(before?.from && here.from && before.from.id === here.from.id && before.text !== null && Date.parse(here.at) - Date.parse(before.at) < TOGETHER_MS);

/** The room's chat: newest below, follows along while one is at the end, keeps its place while one reads back. */
export function ChatPanel({ roomId, memberId, moderator }: { roomId: string; memberId: string; moderator: boolean }) {
  const t = useTranslations("chat");
  const messages = useChat((chat) => chat.messages);
  const pending = useChat((chat) => chat.pending);
  const loaded = useChat((chat) => chat.loaded);
  const olderLeft = useChat((chat) => chat.olderLeft);
  const { busy, act } = useAct();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const heightBefore = useRef(0);
  const [behind, setBehind] = useState(false);

  useEffect(() => {
    markReading(true);
    return () => markReading(false);
  }, []);
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    if (atEnd.current) box.scrollTop = box.scrollHeight;
    else setBehind(true);
  }, [messages, pending]);
  async function older() {
    heightBefore.current = list.current?.scrollHeight ?? 0;
    atEnd.current = false;
    await act(loadOlder);
    requestAnimationFrame(() => {
      if (list.current) list.current.scrollTop += list.current.scrollHeight - heightBefore.current;
      setBehind(false);
    });
  }
  function scrolled() {
    const box = list.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBehind(false);
  }
  const toEnd = () => {
    atEnd.current = true;
    list.current?.scrollTo({ top: list.current.scrollHeight });
    setBehind(false);
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div ref={list} onScroll={scrolled} tabIndex={0} role="log" aria-label={t("messages")} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-3">
        {!loaded ? <div className="pt-4"><SkeletonList rows={4} label={t("loading")} /></div> : null}
        {loaded && messages.length === 0 && pending.length === 0 ? <div className="pt-4"><EmptyState icon={<MessageSquare aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} /></div> : null}
        {olderLeft ? <div className="flex justify-center pt-3"><Button size="sm" variant="ghost" busy={busy} onClick={() => void older()}>{t("older")}</Button></div> : null}
        <ol className="flex flex-col gap-0.5">
          {messages.map((message, index) => {
            const own = message.from?.id === memberId;
            return <MessageRow key={message.seq} message={message} own={own} joined={isJoined(messages[index - 1], message)} onDelete={own || moderator ? () => void act(() => deleteMessage(roomId, message.seq)) : null} />;
          })}
          {pending.map((message, index) => (
            <li key={message.clientMsgId} className={index === 0 && messages.at(-1)?.from?.id !== memberId ? "pt-3 pl-11" : "pl-11"}>
              {index === 0 && messages.at(-1)?.from?.id !== memberId ? <p className="text-xs font-medium text-accent">{t("you")}</p> : null}
              <div className={message.state === "failed" ? "" : "opacity-60"}><MessageText text={message.text} /></div>
              {message.state === "failed" ? (
                <button type="button" onClick={() => void act(() => sendMessage(message.text, message.clientMsgId))} className="inline-flex min-h-9 items-center gap-1 text-xs text-bad">
                  <RotateCcw aria-hidden size={14} />
                  {t("retry")}
                </button>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
      {behind ? <Button size="sm" onClick={toEnd} className="absolute bottom-20 left-1/2 -translate-x-1/2 shadow-pop">{t("newest")}</Button> : null}
      <ChatInput onSent={toEnd} />
    </div>
  );
}
