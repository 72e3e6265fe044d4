"use client";
import { useTranslations } from "next-intl";
import { Sheet } from "../../../../_components/ui/sheet";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { ChatPanel } from "../_chat/chat-panel";
import { HandsPanel } from "./hands-panel";
import { PeoplePanel } from "./people-panel";
import type { PanelName } from "./side-panel";

/** On a phone: one panel from below. */
export function PanelSheet({ panel, detail, memberId, onClose }: { panel: PanelName | null; detail: RoomDetailView; memberId: string; onClose: () => void }) {
  const t = useTranslations("room.panel");
  return (
    <Sheet open={panel !== null} onOpenChange={(open) => !open && onClose()} title={t(panel ?? "chat")} closeLabel={t("close")}>
      <div className="-mx-6 -my-4 flex h-[65dvh] flex-col sm:h-full">
        {panel === "chat" ? <ChatPanel roomId={detail.id} memberId={memberId} moderator={detail.me.moderator} /> : null}
        {panel === "hands" ? <HandsPanel detail={detail} /> : null}
        {panel === "people" ? <PeoplePanel detail={detail} memberId={memberId} /> : null}
      </div>
    </Sheet>
  );
}
