"use client";
import { ArrowDownToLine, Ban, Ellipsis, HandHeart, MessageSquare, MessageSquareOff, MicOff, ShieldCheck, UserRoundMinus, UserRoundPlus, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "../../../../_components/ui/icon-button";
import { Menu, type MenuItem } from "../../../../_components/ui/menu";
import { notify } from "../../../../_components/ui/notify";
import { unmuteInChat } from "../../../../_player/chat-api";
import { useChat } from "../../../../_player/chat-store";
import { demote, inviteToStage, kickMember, muteMember, setCohost } from "../../../../_player/room-api";
import { useSession } from "../../../../_player/session-store";
import type { SeatView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { ChatMuteDialog } from "../_chat/chat-mute-dialog";
import { BanDialog } from "./ban-dialog";
import { useThank } from "./use-thank";
import { VolumeDialog } from "./volume-dialog";

/** What one may do about one person: everybody sets how loud they are, a moderator acts on all but the host. */
export function PersonMenu({ seat, roomId, moderator, runs = false }: { seat: SeatView; roomId: string; moderator: boolean; /** Whether the viewer may name cohosts. */ runs?: boolean }) {
  const t = useTranslations("room.acts");
  const { busy, act } = useAct();
  const chat = useTranslations("chat");
  const [asking, setAsking] = useState<"ban" | "mute" | "volume" | null>(null);
  const { thank } = useThank(roomId, seat.person);
  const muted = useChat((one) => one.kept?.muted.some((mute) => mute.memberId === seat.person.id) ?? false);
  const live = useSession((session) => session.detail?.state === "live");
  const { id, name } = seat.person;
  // Also while the microphone looks closed: it may be cut off only, and come back open.
  const mute = async () => {
    const { connected } = await muteMember(roomId, id);
    if (!connected) notify({ id: "mute", title: t("muteAway", { name }), text: t("muteAwayText") });
  };
  const acts = moderator && seat.role !== "host";
  if (!acts && !seat.onStage) return null;
  const hearing: MenuItem[] = seat.onStage ? [{ label: t("volume"), icon: <Volume2 aria-hidden size={16} />, onSelect: () => setAsking("volume") }] : [];
  const stage: MenuItem[] = seat.onStage
    ? [
        { label: t("mute"), icon: <MicOff aria-hidden size={16} />, onSelect: () => void act(mute) },
        { label: t("demote"), icon: <ArrowDownToLine aria-hidden size={16} />, onSelect: () => void act(() => demote(roomId, id)) },
      ]
    : [{ label: t("invite"), icon: <UserRoundPlus aria-hidden size={16} />, onSelect: () => void act(() => inviteToStage(roomId, id)) }];
  const kind: MenuItem[] = live && seat.onStage ? [{ label: chat("thanks.give"), icon: <HandHeart aria-hidden size={16} />, onSelect: thank }] : [];
  const cohost: MenuItem[] = runs
    ? [{ label: seat.role === "cohost" ? t("noCohost") : t("cohost"), icon: <ShieldCheck aria-hidden size={16} />, onSelect: () => void act(() => setCohost(roomId, id, seat.role !== "cohost")) }]
    : [];
  const removal: MenuItem[] = [
    muted
      ? { label: chat("acts.unmute"), icon: <MessageSquare aria-hidden size={16} />, onSelect: () => void act(() => unmuteInChat(roomId, id)) }
      : { label: chat("acts.mute"), icon: <MessageSquareOff aria-hidden size={16} />, onSelect: () => setAsking("mute") },
    { label: t("kick"), icon: <UserRoundMinus aria-hidden size={16} />, onSelect: () => void act(() => kickMember(roomId, id)) },
    { label: t("ban"), icon: <Ban aria-hidden size={16} />, tone: "danger", onSelect: () => setAsking("ban") },
  ];
  return (
    <>
      <Menu heading={name} groups={acts ? [[...kind, ...hearing], [...stage, ...cohost], removal] : [[...kind, ...hearing]]} trigger={<IconButton label={t("menu", { name })} busy={busy} icon={<Ellipsis aria-hidden size={20} />} data-testid={`person-menu-${id}`} />} />
      {asking === "ban" ? <BanDialog roomId={roomId} memberId={id} name={name} onClose={() => setAsking(null)} /> : null}
      {asking === "mute" ? <ChatMuteDialog roomId={roomId} memberId={id} name={name} onClose={() => setAsking(null)} /> : null}
      {asking === "volume" ? <VolumeDialog memberId={id} name={name} onClose={() => setAsking(null)} /> : null}
    </>
  );
}
