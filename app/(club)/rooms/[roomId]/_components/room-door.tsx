"use client";
import { CalendarClock, LogIn, Settings2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { RoomCover } from "../../../../_components/room-cover";
import { Avatar } from "../../../../_components/ui/avatar";
import { Button } from "../../../../_components/ui/button";
import { Card } from "../../../../_components/ui/card";
import { LiveTag } from "../../../../_components/ui/live-tag";
import { PageHeader } from "../../../../_components/ui/page-header";
import { Tag } from "../../../../_components/ui/tag";
import { isOpen, splitSeats } from "../../../../_player/room-state";
import { useRoomsPath } from "../../../../_player/rooms-path";
import type { Departure } from "../../../../_player/session-store";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { LocalTime } from "../../../_components/local-time";
import { RoomTags } from "../../_components/room-tags";
import { DeviceSheet } from "./device-sheet";
import { DoorActs } from "./door-acts";
import { DoorPlan } from "./door-plan";

type RoomDoorProps = { detail: RoomDetailView; runs: boolean; joining: boolean; departure: Departure | null; onJoin: (over: boolean) => void; onChanged: () => void };

/** In front of the room: what it is, who is there, and the one button. Nothing is connected yet. */
export function RoomDoor({ detail, runs, joining, departure, onJoin, onChanged }: RoomDoorProps) {
  const t = useTranslations("room");
  const locale = useLocale();
  const rooms = useRoomsPath();
  const [devices, setDevices] = useState(false);
  const { stage } = splitSeats(detail.seats);
  const open = isOpen(detail.state);
  // In a seat, but not by this page: another device, or this one before it lost its memory.
  const elsewhere = open && detail.me.seated && !joining && departure !== "left";
  const news = departure === "elsewhere" && elsewhere ? t("departure.elsewhere") : departure && departure !== "left" && departure !== "elsewhere" ? t(`departure.${departure}`) : elsewhere ? t("seatedElsewhere") : null;
  return (
    <>
      <PageHeader title={detail.title} {...(detail.description ? { text: detail.description } : {})} back={{ href: rooms, label: t("back") }} />
      {news ? <p role="status" className="mb-4 rounded-card border border-warn/40 bg-warn/10 p-4 text-sm" data-testid="door-news">{news}</p> : null}
      <Card pad="none" className="overflow-hidden">
        <RoomCover id={detail.id} cover={detail.cover} className="h-16 w-full sm:h-28" />
        <div className="flex flex-col gap-5 p-4 sm:gap-6 sm:p-8">
        <div className="flex flex-wrap items-center gap-3">
          {detail.state === "live" ? <LiveTag label={t("live")} /> : <Tag>{t(`state.${detail.state}`)}</Tag>}
          {open ? <span className="text-sm text-muted" data-testid="live-count">{t("listeners", { count: detail.listeners })}</span> : null}
          {detail.state === "scheduled" && detail.scheduledAt ? (
            <span className="inline-flex items-center gap-2 text-sm"><CalendarClock aria-hidden size={16} className="text-muted" /><LocalTime iso={detail.scheduledAt} locale={locale} /></span>
          ) : null}
          <RoomTags room={detail} category={t(`category.${detail.category}`)} locale={locale} />
        </div>
        <ul className="flex flex-wrap gap-4">
          {(stage.length > 0 ? stage.map((seat) => seat.person) : [detail.host]).map((person) => (
            <li key={person.id} className="flex items-center gap-3">
              <Avatar wallet={person.wallet} size={56} />
              <span className="flex flex-col">
                <span className="text-sm font-medium">{person.name}</span>
                <span className="text-xs text-muted">{person.id === detail.host.id ? t("role.host") : t("role.stage")}</span>
              </span>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-3">
          {open ? (
            <Button variant="primary" size="lg" busy={joining} icon={<LogIn aria-hidden size={20} />} onClick={() => onJoin(elsewhere)} data-testid={elsewhere ? "take-over" : "join-room"}>
              {elsewhere ? t("takeOver") : detail.state === "live" ? t("join") : t("joinLobby")}
            </Button>
          ) : null}
          {open ? <Button size="lg" icon={<Settings2 aria-hidden size={20} />} onClick={() => setDevices(true)} data-testid="door-devices">{t("devices.door")}</Button> : null}
          <DoorActs detail={detail} runs={runs} onChanged={onChanged} />
        </div>
        {detail.state === "scheduled" && detail.scheduledAt ? <DoorPlan detail={detail} scheduledAt={detail.scheduledAt} /> : null}
        <p className="text-sm text-muted">{elsewhere ? t("takeOverHint") : open ? t("joinHint") : detail.state === "scheduled" ? t("scheduledHint") : detail.state === "draft" ? t("draftHint") : t("endingText")}</p>
        </div>
      </Card>
      <DeviceSheet open={devices} onClose={() => setDevices(false)} />
    </>
  );
}
