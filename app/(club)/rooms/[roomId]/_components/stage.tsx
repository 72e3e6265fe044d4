"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SeatView } from "@/lib/rooms/schema";
import { StagePerson } from "./stage-person";
import { useWide } from "./use-wide";

type StageProps = { stage: SeatView[]; roomId: string; memberId: string; moderator: boolean; live: boolean; limit: number };

/** Who may speak, large. */
export function Stage({ stage, roomId, memberId, moderator, live, limit }: StageProps) {
  const t = useTranslations("room");
  const size = useWide() ? (stage.length <= 4 ? 112 : 88) : stage.length <= 3 ? 80 : 72;
  const free = Math.max(0, limit - stage.length);
  return (
    <section aria-label={t("stage")} className="flex flex-col gap-6">
      <h2 className="text-xs font-medium tracking-wide text-muted uppercase">{t("stage")}</h2>
      <ul className="flex flex-wrap items-start justify-center gap-x-2 gap-y-6 sm:gap-x-6 lg:justify-start">
        {stage.map((seat) => <StagePerson key={seat.person.id} seat={seat} roomId={roomId} own={seat.person.id === memberId} moderator={moderator} thanks={live} size={size} />)}
        {free > 0 ? (
          <li className="flex w-24 flex-col items-center gap-4 pt-1 text-muted sm:w-36">
            <span aria-hidden className="flex items-center justify-center rounded-full border border-dashed border-line-strong" style={{ width: size, height: size }}><Plus size={20} /></span>
            <span className="text-center text-sm">{t("freeSeats", { count: free })}</span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
