"use client";
import * as Tabs from "radix-ui/tabs";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChat } from "../../../../_player/chat-store";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { ChatPanel } from "../_chat/chat-panel";
import { HandsPanel } from "./hands-panel";
import { PeoplePanel } from "./people-panel";

export const PANELS = ["chat", "hands", "people"] as const;
export type PanelName = (typeof PANELS)[number];

/** Chat, hands and people, one at a time, each filling the height. */
export function SidePanel({ detail, memberId, first = "chat" }: { detail: RoomDetailView; memberId: string; first?: PanelName }) {
  const t = useTranslations("room.panel");
  const unread = useChat((chat) => chat.unread);
  const [open, setOpen] = useState<PanelName>(first);
  const counts = { chat: unread, hands: detail.hands.length, people: detail.listeners };
  return (
    <Tabs.Root value={open} onValueChange={(next) => setOpen(next as PanelName)} className="flex min-h-0 flex-1 flex-col">
      <Tabs.List aria-label={t("label")} className="flex shrink-0 gap-1 border-b border-line px-2">
        {PANELS.map((panel) => (
          <Tabs.Trigger
            key={panel}
            value={panel}
            data-testid={`tab-${panel}`}
            className="-mb-px inline-flex h-11 flex-1 items-center justify-center gap-2 border-b-2 border-transparent px-2 text-sm font-medium text-muted transition-colors duration-150 hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {t(panel)}
            {counts[panel] > 0 ? <span className="rounded-full bg-raised px-2 text-xs leading-5 tabular-nums">{counts[panel]}</span> : null}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="chat" className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"><ChatPanel roomId={detail.id} memberId={memberId} moderator={detail.me.moderator} /></Tabs.Content>
      <Tabs.Content value="hands" className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"><HandsPanel detail={detail} /></Tabs.Content>
      <Tabs.Content value="people" className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"><PeoplePanel detail={detail} memberId={memberId} /></Tabs.Content>
    </Tabs.Root>
  );
}
