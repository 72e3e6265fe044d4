"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { Button } from "../../../../_components/ui/button";
import { Spinner } from "../../../../_components/ui/spinner";
import type { MessageView } from "@/lib/chat/schema";
import type { PendingMessage } from "../../../../_player/chat-log";
import type { MessageActs } from "./message-menu";
import { MessageRow } from "./message-row";
import { PendingRow } from "./pending-row";

const TOGETHER_MS = 3 * 60_000;
/** So close to the end counts as reading the newest, so close to the beginning as wanting more. */
const NEAR_END_PX = 80;
const NEAR_BEGINNING_PX = 400;

type Row = { key: string | number; message: MessageView; joined: boolean } | { key: string; pending: PendingMessage; named: boolean };

const isJoined = (before: MessageView | undefined, here: MessageView): boolean =>
  Boolean(before?.from && here.from && before.from.id === here.from.id && before.text !== null && !here.reply && Date.parse(here.at) - Date.parse(before.at) < TOGETHER_MS);

function rowsOf(messages: readonly MessageView[], pending: readonly PendingMessage[], own: string): Row[] {
  const rows: Row[] = messages.map((message, index) => ({ key: message.seq, message, joined: isJoined(messages[index - 1], message) }));
  pending.forEach((message, index) => rows.push({ key: message.clientMsgId, pending: message, named: index === 0 && messages.at(-1)?.from?.id !== own }));
  return rows;
}

export type MessageListHandle = { toEnd: () => void; toSeq: (seq: number) => boolean };

type MessageListProps = {
  ref?: RefObject<MessageListHandle | null>;
  messages: MessageView[];
  pending: PendingMessage[];
  /** The last change put messages in front. */
  shifted: boolean;
  olderLeft: boolean;
  own: string;
  acts: MessageActs | null;
  onOlder: () => Promise<unknown>;
};

/**
 * The messages, newest below: follows along while one is at the end, keeps its place while one reads back, and holds
 * only what is in sight in the page, so that ten thousand scroll as easily as ten.
 */
export function MessageList({ ref, messages, pending, shifted, olderLeft, own, acts, onOlder }: MessageListProps) {
  const t = useTranslations("chat");
  const rows = useMemo(() => rowsOf(messages, pending, own), [messages, pending, own]);
  const list = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(true);
  const fetching = useRef(false);
  const [older, setOlder] = useState(false);
  const [behind, setBehind] = useState(false);
  const last = rows.length - 1;
  const newest = rows[last]?.key;

  const toEnd = () => {
    atEnd.current = true;
    setBehind(false);
    list.current?.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const toSeq = (seq: number): boolean => {
    const index = rows.findIndex((row) => row.key === seq);
    if (index < 0) return false;
    atEnd.current = false;
    list.current?.scrollToIndex(index, { align: "center" });
    return true;
  };
  useImperativeHandle(ref, () => ({ toEnd, toSeq }));
  useLayoutEffect(() => {
    if (newest === undefined) return;
    if (atEnd.current) list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: "end" });
    else setBehind(true);
  }, [newest]);

  async function more() {
    if (fetching.current || !olderLeft) return;
    fetching.current = true;
    setOlder(true);
    await onOlder();
    fetching.current = false;
    setOlder(false);
  }
  function scrolled(offset: number) {
    const box = list.current;
    if (!box) return;
    atEnd.current = box.scrollSize - offset - box.viewportSize < NEAR_END_PX;
    if (atEnd.current) setBehind(false);
    if (offset < NEAR_BEGINNING_PX) void more();
  }
  const stay = () => {
    if (atEnd.current && last >= 0) list.current?.scrollToIndex(last, { align: "end" });
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div tabIndex={0} role="log" aria-live="off" aria-label={t("messages")} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-3 [overflow-anchor:none]" data-testid="chat-log">
        <Virtualizer ref={list} data={rows} shift={shifted} onScroll={scrolled} onResize={stay} bufferSize={400}>
          {(row) => (
            <div key={row.key}>
              {"pending" in row ? <PendingRow message={row.pending} named={row.named} own={own} /> : <MessageRow message={row.message} own={own} joined={row.joined} acts={acts} onQuoted={toSeq} />}
            </div>
          )}
        </Virtualizer>
      </div>
      {older ? <p role="status" className="absolute top-2 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-full border border-line bg-raised px-3 py-1 text-xs text-muted shadow-pop"><Spinner size={12} />{t("olderLoading")}</p> : null}
      {behind ? <Button size="sm" onClick={toEnd} className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-pop">{t("newest")}</Button> : null}
    </div>
  );
}
