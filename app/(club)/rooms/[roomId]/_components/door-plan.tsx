"use client";
import { Bell, BellRing, CalendarPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { buttonLook } from "../../../../_components/ui/button-look";
import { setReminder } from "../../../../_player/room-api";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { useClock } from "./use-clock";

const two = (value: number): string => String(value).padStart(2, "0");

/** How long until a planned room, the time where it is meant, "remind me" and the calendar file. */
export function DoorPlan({ detail, scheduledAt }: { detail: RoomDetailView; scheduledAt: string }) {
  const t = useTranslations("room.plan");
  const locale = useLocale();
  const { busy, act } = useAct();
  const now = useClock(1_000);
  const [reminded, setReminded] = useState(detail.me.reminded);
  const seconds = now === null ? null : Math.max(0, Math.ceil((Date.parse(scheduledAt) - now) / 1_000));
  const clock = (left: number) => `${two(Math.floor(left / 3_600) % 24)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  const there = new Intl.DateTimeFormat(locale, { timeZone: detail.timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(scheduledAt));
  const set = (wanted: boolean) => void act(() => setReminder(detail.id, wanted)).then((done) => done && setReminded(wanted));
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="text-xl font-semibold tabular-nums" role="timer" aria-live="off" data-testid="countdown">
          {seconds === null ? " " : seconds === 0 ? t("soon") : t("in", { days: Math.floor(seconds / 86_400), clock: clock(seconds) })}
        </span>
        {detail.timeZone === "UTC" ? null : <span className="text-sm text-muted">{t("there", { time: there, zone: detail.timeZone.replaceAll("_", " ") })}</span>}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} aria-pressed={reminded} icon={reminded ? <BellRing aria-hidden size={16} /> : <Bell aria-hidden size={16} />} onClick={() => set(!reminded)} data-testid="remind-me">{reminded ? t("reminded") : t("remind")}</Button>
        <a className={buttonLook({})} href={`/api/rooms/${detail.id}/calendar.ics`} download><CalendarPlus aria-hidden size={16} />{t("calendar")}</a>
      </div>
      {reminded ? <p className="text-sm text-muted">{t("remindedText")}</p> : null}
    </div>
  );
}
