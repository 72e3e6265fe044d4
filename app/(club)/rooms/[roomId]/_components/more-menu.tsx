"use client";
import { Hand, LogOut, Settings2, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Menu } from "../../../../_components/ui/menu";
import { leaveRoom } from "../../../../_player/join-room";
import type { RoomDetailView } from "@/lib/rooms/schema";
import type { PanelName } from "./side-panel";

type MoreMenuProps = { detail: RoomDetailView; trigger: ReactElement; onPanel: (panel: PanelName) => void; onDevices: () => void };

/** What does not fit under a thumb: hands, people, devices, leave. */
export function MoreMenu({ detail, trigger, onPanel, onDevices }: MoreMenuProps) {
  const t = useTranslations("room");
  return (
    <Menu
      trigger={trigger}
      groups={[
        [
          { label: detail.hands.length > 0 ? `${t("panel.hands")} · ${detail.hands.length}` : t("panel.hands"), icon: <Hand aria-hidden size={16} />, onSelect: () => onPanel("hands") },
          { label: t("panel.people"), icon: <UsersRound aria-hidden size={16} />, onSelect: () => onPanel("people") },
          { label: t("devices.button"), icon: <Settings2 aria-hidden size={16} />, onSelect: onDevices },
        ],
        [{ label: t("leave"), icon: <LogOut aria-hidden size={16} />, tone: "danger", onSelect: () => void leaveRoom() }],
      ]}
    />
  );
}
