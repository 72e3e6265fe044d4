"use client";
import { MessageSquare, MessageSquareOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { SkeletonList } from "../../../../_components/ui/skeleton";
import { markReading, useChat } from "../../../../_player/chat-store";
import { loadOlder } from "../../../../_player/chat-sync";
import { useSession } from "../../../../_player/session-store";
import { useAct } from "../../../_components/use-act";
import { LocalTime } from "../../../_components/local-time";
import { useClock } from "../_components/use-clock";
import { ChatInput } from "./chat-input";
import { MessageList, type MessageListHandle } from "./message-list";
import { PinnedBar } from "./pinned-bar";
import { useMessageActs } from "./use-message-acts";

function MutedNote({ until }: { until: string }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  return (
    <p role="status" className="flex items-center gap-3 border-t border-line p-4 text-sm text-muted" data-testid="muted-note">
      <MessageSquareOff aria-hidden size={20} className="shrink-0 text-warn" />
      <span>{t.rich("mutedUntil", { time: () => <LocalTime iso={until} style="time" locale={locale} /> })}</span>
    </p>
  );
}

/** The room's chat: the pin, the messages, and where one writes. */
export function ChatPanel({ roomId, memberId, moderator }: { roomId: string; memberId: string; moderator: boolean }) {
  const t = useTranslations("chat");
  const messages = useChat((chat) => chat.messages);
  const pending = useChat((chat) => chat.pending);
  const loaded = useChat((chat) => chat.loaded);
  const olderLeft = useChat((chat) => chat.olderLeft);
  const shifted = useChat((chat) => chat.shifted);
  const kept = useChat((chat) => chat.kept);
  const seats = useSession((session) => session.detail?.seats);
  const people = useMemo(() => (seats ?? []).map((seat) => seat.person).filter((person) => person.id !== memberId), [memberId, seats]);
  const list = useRef<MessageListHandle>(null);
  const { act } = useAct();
  const { acts, dialogs } = useMessageActs({ roomId, moderator, writable: true, pinnedSeq: kept?.pinned?.seq ?? null });
  const now = useClock(5_000);
  const muted = kept?.mutedUntil && Date.parse(kept.mutedUntil) > (now ?? 0) ? kept.mutedUntil : null;

  useEffect(() => {
    markReading(true);
    return () => markReading(false);
  }, []);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {kept?.pinned ? <PinnedBar pinned={kept.pinned} onUnpin={moderator ? () => kept.pinned && acts.onPin({ seq: kept.pinned.seq }, false) : null} /> : null}
      {!loaded && pending.length === 0 ? <div className="flex-1 p-4"><SkeletonList rows={4} label={t("loading")} /></div> : null}
      {loaded && messages.length === 0 && pending.length === 0 ? <div className="flex-1 p-4"><EmptyState icon={<MessageSquare aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} /></div> : null}
      {messages.length + pending.length > 0 ? <MessageList ref={list} messages={messages} pending={pending} shifted={shifted} olderLeft={olderLeft} own={memberId} acts={acts} onOlder={() => act(loadOlder)} /> : null}
      {muted ? <MutedNote until={muted} /> : <ChatInput roomId={roomId} memberId={memberId} moderator={moderator} slowModeSeconds={kept?.slowModeSeconds ?? 0} people={people} onSent={() => list.current?.toEnd()} />}
      {dialogs}
    </div>
  );
}
