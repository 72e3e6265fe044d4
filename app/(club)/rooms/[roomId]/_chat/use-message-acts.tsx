"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { notify } from "../../../../_components/ui/notify";
import { answerTo, startEditing } from "../../../../_player/chat-store";
import { deleteMessage, pinMessage } from "../../../../_player/chat-api";
import { quoteText } from "@/lib/chat/text-rules";
import type { MessageView } from "@/lib/chat/schema";
import { useAct } from "../../../_components/use-act";
import { ChatMuteDialog } from "./chat-mute-dialog";
import type { MessageActs } from "./message-menu";
import { ReportDialog } from "./report-dialog";

type Asking = { what: "report" | "mute"; message: MessageView } | null;
type UseMessageActs = { roomId: string; moderator: boolean; writable: boolean; pinnedSeq: number | null; onDeleted?: (seq: number) => void };

/** The acts on messages of a room, and the dialogs some of them open. */
export function useMessageActs({ roomId, moderator, writable, pinnedSeq, onDeleted }: UseMessageActs): { acts: MessageActs; dialogs: ReactNode } {
  const t = useTranslations("chat");
  const { act } = useAct();
  const [asking, setAsking] = useState<Asking>(null);
  const acts = useMemo<MessageActs>(
    () => ({
      writable,
      moderator,
      pinnedSeq,
      onReply: ({ seq, from, text }) => answerTo({ seq, name: from?.name ?? "", text: quoteText(text ?? "") }),
      onEdit: (message) => startEditing(message),
      onDelete: ({ seq }) => void act(() => deleteMessage(roomId, seq)).then((done) => done && onDeleted?.(seq)),
      onPin: ({ seq }, pinned) => void act(() => pinMessage(roomId, seq, pinned)),
      onReport: (message) => setAsking({ what: "report", message }),
      onMute: (message) => setAsking({ what: "mute", message }),
    }),
    [act, moderator, onDeleted, pinnedSeq, roomId, writable],
  );
  const close = () => setAsking(null);
  const person = asking?.message.from;
  const dialogs = asking && person ? (
    asking.what === "report" ? (
      <ReportDialog roomId={roomId} seq={asking.message.seq} name={person.name} onClose={close} onDone={() => notify({ id: "report", title: t("reported"), text: t("reportedText"), tone: "good" })} />
    ) : (
      <ChatMuteDialog roomId={roomId} memberId={person.id} name={person.name} onClose={close} />
    )
  ) : null;
  return { acts, dialogs };
}
