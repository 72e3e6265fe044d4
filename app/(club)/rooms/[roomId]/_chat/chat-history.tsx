"use client";
import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { Section } from "../../../../_components/ui/section";
import { SkeletonList } from "../../../../_components/ui/skeleton";
import { RequestError } from "../../../../_http/request";
import { fetchMessages } from "../../../../_player/chat-api";
import { type ChatLog, EMPTY_LOG, markDeleted, mergeMessages } from "../../../../_player/chat-log";
import { useAct } from "../../../_components/use-act";
import { MessageList } from "./message-list";
import { useMessageActs } from "./use-message-acts";

type History = { log: ChatLog; olderLeft: boolean; shifted: boolean };

/** What was said in a room that is over, for those who were in it; nothing for everybody else. */
export function ChatHistory({ roomId, memberId, moderator }: { roomId: string; memberId: string; moderator: boolean }) {
  const t = useTranslations("chat");
  const { act } = useAct();
  const [history, setHistory] = useState<History | "loading" | "closed">("loading");
  const onDeleted = useCallback((seq: number) => setHistory((now) => (typeof now === "string" ? now : { ...now, shifted: false, log: markDeleted(now.log, seq, "moderator") })), []);
  const { acts, dialogs } = useMessageActs({ roomId, moderator, writable: false, pinnedSeq: null, onDeleted });
  useEffect(() => {
    let left = false;
    fetchMessages(roomId, {})
      .then(({ items, next }) => left || setHistory({ log: mergeMessages(EMPTY_LOG, items), olderLeft: next !== null, shifted: false }))
      .catch((error: unknown) => left || setHistory(error instanceof RequestError && error.status === 403 ? "closed" : { log: EMPTY_LOG, olderLeft: true, shifted: false }));
    return () => {
      left = true;
    };
  }, [roomId]);
  if (history === "closed") return null;
  const older = async () => {
    if (history === "loading") return;
    const first = history.log.messages[0]?.seq;
    const { items, next } = await fetchMessages(roomId, first === undefined ? {} : { before: first });
    setHistory((now) => (typeof now === "string" ? now : { log: mergeMessages(now.log, items), olderLeft: next !== null, shifted: true }));
  };
  return (
    <Section title={t("history")}>
      {history === "loading" ? <SkeletonList rows={3} label={t("loading")} /> : null}
      {history !== "loading" && history.log.messages.length === 0 ? <EmptyState icon={<MessageSquare aria-hidden size={20} />} title={t("historyEmpty")} text={t("historyEmptyText")} /> : null}
      {history !== "loading" && history.log.messages.length > 0 ? (
        <div className="flex max-h-120 flex-col overflow-hidden rounded-card border border-line bg-surface" data-testid="chat-history">
          <MessageList messages={history.log.messages} pending={history.log.pending} shifted={history.shifted} olderLeft={history.olderLeft} own={memberId} acts={acts} onOlder={() => act(older)} />
        </div>
      ) : null}
      {dialogs}
    </Section>
  );
}
