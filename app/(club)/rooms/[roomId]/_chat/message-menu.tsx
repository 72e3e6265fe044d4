"use client";
import { Ellipsis, Flag, MessageSquareOff, Pencil, Pin, PinOff, Reply, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "../../../../_components/ui/icon-button";
import { Menu, type MenuItem } from "../../../../_components/ui/menu";
import { isOwnChangeOpen } from "@/lib/chat/rules";
import type { MessageView } from "@/lib/chat/schema";

/** What one may do with messages of this chat; `writable` is false where the room is over. */
export type MessageActs = {
  writable: boolean;
  moderator: boolean;
  pinnedSeq: number | null;
  onReply: (message: MessageView) => void;
  onEdit: (message: MessageView) => void;
  onDelete: (message: MessageView) => void;
  onPin: (message: Pick<MessageView, "seq">, pinned: boolean) => void;
  onReport: (message: MessageView) => void;
  onMute: (message: MessageView) => void;
};

const icon = (Icon: typeof Reply) => <Icon aria-hidden size={16} />;

/** The acts on one message, behind a button that shows on hover, on focus, and on touch screens always. */
export function MessageMenu({ message, own, acts }: { message: MessageView; own: string; acts: MessageActs }) {
  const t = useTranslations("chat.acts");
  // What the five minutes allow is looked at when the menu is about to open.
  const [young, setYoung] = useState(true);
  const mine = message.from?.id === own;
  const pinned = acts.pinnedSeq === message.seq;
  const look = () => setYoung(isOwnChangeOpen({ at: new Date(message.at) }, new Date()));
  const say: MenuItem[] = [
    ...(acts.writable ? [{ label: t("reply"), icon: icon(Reply), onSelect: () => acts.onReply(message) }] : []),
    ...(acts.writable && mine && young ? [{ label: t("edit"), icon: icon(Pencil), onSelect: () => acts.onEdit(message) }] : []),
    ...(acts.writable && acts.moderator ? [{ label: pinned ? t("unpin") : t("pin"), icon: icon(pinned ? PinOff : Pin), onSelect: () => acts.onPin(message, !pinned) }] : []),
  ];
  const against: MenuItem[] = [
    ...(mine ? [] : [{ label: t("report"), icon: icon(Flag), onSelect: () => acts.onReport(message) }]),
    ...(acts.moderator && !mine ? [{ label: t("mute"), icon: icon(MessageSquareOff), onSelect: () => acts.onMute(message) }] : []),
    ...(acts.moderator || (mine && young) ? [{ label: t("delete"), icon: icon(Trash2), tone: "danger" as const, onSelect: () => acts.onDelete(message) }] : []),
  ];
  if (say.length + against.length === 0) return null;
  return (
    <Menu
      groups={[say, against]}
      trigger={
        <IconButton
          label={t("menu", { name: message.from?.name ?? "" })}
          icon={<Ellipsis aria-hidden size={16} />}
          onPointerEnter={look}
          onFocus={look}
          data-testid={`message-menu-${message.seq}`}
          className="absolute -top-2 right-0 rounded-inner opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-70"
        />
      }
    />
  );
}
