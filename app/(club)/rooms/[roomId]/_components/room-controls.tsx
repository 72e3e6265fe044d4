"use client";
import { Ellipsis, LogOut, MessageSquare, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useChat } from "../../../../_player/chat-store";
import { leaveRoom } from "../../../../_player/join-room";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { ControlButton } from "./control-button";
import { DeviceSheet } from "./device-sheet";
import { HandButton, type HandButtonHandle } from "./hand-button";
import { MicButton } from "./mic-button";
import { MoreMenu } from "./more-menu";
import { ReactionButton } from "./reaction-button";
import type { PanelName } from "./side-panel";

type RoomControlsProps = { detail: RoomDetailView; memberId: string; wide: boolean; onPanel: (panel: PanelName) => void; hand: RefObject<HandButtonHandle | null> };

/** The bar under the thumb: microphone, hand, reactions, and what a phone keeps behind "more". */
export function RoomControls({ detail, memberId, wide, onPanel, hand }: RoomControlsProps) {
  const t = useTranslations("room");
  const unread = useChat((chat) => chat.unread);
  const [devices, setDevices] = useState(false);
  return (
    <div role="toolbar" aria-label={t("controls")} className="flex items-stretch gap-1 border-t border-line bg-surface p-2 lg:items-center lg:gap-3 lg:px-4 lg:py-3">
      <MicButton />
      <HandButton ref={hand} detail={detail} memberId={memberId} />
      <ReactionButton roomId={detail.id} />
      {wide ? (
        <>
          <ControlButton icon={<Settings2 aria-hidden size={20} />} word={t("devices.button")} onClick={() => setDevices(true)} />
          <span className="flex-1" />
          <ControlButton icon={<LogOut aria-hidden size={20} />} word={t("leave")} onClick={() => void leaveRoom()} data-testid="leave-room" />
        </>
      ) : (
        <>
          <ControlButton icon={<MessageSquare aria-hidden size={20} />} word={t("panel.chat")} count={unread} onClick={() => onPanel("chat")} data-testid="open-chat" />
          <MoreMenu
            detail={detail}
            trigger={<ControlButton icon={<Ellipsis aria-hidden size={20} />} word={t("more")} count={detail.me.moderator ? detail.hands.length : 0} data-testid="room-more" />}
            onPanel={onPanel}
            onDevices={() => setDevices(true)}
          />
        </>
      )}
      <DeviceSheet open={devices} onClose={() => setDevices(false)} />
    </div>
  );
}
