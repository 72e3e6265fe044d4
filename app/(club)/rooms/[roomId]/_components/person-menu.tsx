"use client";
import { ArrowDownToLine, Ban, Ellipsis, MicOff, UserRoundMinus, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "../../../../_components/ui/icon-button";
import { Menu, type MenuItem } from "../../../../_components/ui/menu";
import { demote, inviteToStage, kickMember, muteMember } from "../../../../_player/room-api";
import { useSession } from "../../../../_player/session-store";
import type { SeatView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { BanDialog } from "./ban-dialog";

/** What a moderator may do with one person. The host of the room cannot be acted on. */
export function PersonMenu({ seat, roomId }: { seat: SeatView; roomId: string }) {
  const t = useTranslations("room.acts");
  const { busy, act } = useAct();
  const [banning, setBanning] = useState(false);
  const open = useSession((session) => session.openMics.has(seat.person.id));
  const { id, name } = seat.person;
  if (seat.role === "host") return null;
  const stage: MenuItem[] = seat.onStage
    ? [
        { label: t("mute"), icon: <MicOff aria-hidden size={16} />, disabled: !open, onSelect: () => void act(() => muteMember(roomId, id)) },
        { label: t("demote"), icon: <ArrowDownToLine aria-hidden size={16} />, onSelect: () => void act(() => demote(roomId, id)) },
      ]
    : [{ label: t("invite"), icon: <UserRoundPlus aria-hidden size={16} />, onSelect: () => void act(() => inviteToStage(roomId, id)) }];
  const removal: MenuItem[] = [
    { label: t("kick"), icon: <UserRoundMinus aria-hidden size={16} />, onSelect: () => void act(() => kickMember(roomId, id)) },
    { label: t("ban"), icon: <Ban aria-hidden size={16} />, tone: "danger", onSelect: () => setBanning(true) },
  ];
  return (
    <>
      <Menu heading={name} groups={[stage, removal]} trigger={<IconButton label={t("menu", { name })} busy={busy} icon={<Ellipsis aria-hidden size={20} />} data-testid={`person-menu-${id}`} />} />
      {banning ? <BanDialog roomId={roomId} memberId={id} name={name} onClose={() => setBanning(false)} /> : null}
    </>
  );
}
