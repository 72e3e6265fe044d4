"use client";
import { Mic, MicOff, SignalLow } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "../../../../_components/ui/avatar";
import { cx } from "../../../../_components/ui/cx";
import { useSession } from "../../../../_player/session-store";
import { VoiceRing } from "../../../../_player/voice-ring";
import type { SeatView } from "@/lib/rooms/schema";
import { PersonMenu } from "./person-menu";
import { ThankButton } from "./thank-button";

type StagePersonProps = { seat: SeatView; roomId: string; own: boolean; moderator: boolean; thanks: boolean; size: number };

/** Somebody on stage: a large round picture, the ring of the voice, and whether the microphone is open. */
export function StagePerson({ seat, roomId, own, moderator, thanks, size }: StagePersonProps) {
  const t = useTranslations("room");
  const open = useSession((session) => session.openMics.has(seat.person.id));
  const weak = useSession((session) => session.weak.has(seat.person.id));
  const hears = useSession((session) => session.voice === "connected" || session.voice === "reconnecting");
  const runs = seat.role === "host" || seat.role === "cohost";
  return (
    <li className="flex w-24 flex-col items-center gap-4 pt-1 sm:w-36" data-testid={`stage-${seat.person.id}`}>
      <VoiceRing memberId={seat.person.id} size={size}>
        <Avatar wallet={seat.person.wallet} size={size} />
        {hears ? (
          <span aria-hidden className={cx("absolute right-0 bottom-0 flex size-7 items-center justify-center rounded-full border-2 border-background", open ? "bg-good text-background" : "bg-raised text-muted")}>
            {open ? <Mic size={14} /> : <MicOff size={14} />}
          </span>
        ) : null}
        {weak ? (
          <span className="absolute -top-1 right-0 flex size-7 items-center justify-center rounded-full border-2 border-background bg-raised text-warn" title={t("weak")}>
            <SignalLow aria-hidden size={14} />
            <span className="sr-only">{t("weak")}</span>
          </span>
        ) : null}
      </VoiceRing>
      <span className="flex w-full flex-col items-center">
        <span className="flex max-w-full items-center gap-1 text-sm font-medium">
          <span className="truncate">{seat.person.name}</span>
          {own ? <span className="shrink-0 text-muted">· {t("you")}</span> : null}
        </span>
        {runs || !hears ? <span className="text-xs text-muted">{t(`role.${seat.role}`)}</span> : null}
        {hears ? <span className={cx("text-center text-xs text-balance", open ? "text-good" : "text-muted")}>{open ? t("micOpen") : t("micOff")}</span> : null}
      </span>
      {own ? null : (
        <span className="-mt-4 flex">
          {thanks ? <ThankButton roomId={roomId} person={seat.person} /> : null}
          <PersonMenu seat={seat} roomId={roomId} moderator={moderator} />
        </span>
      )}
    </li>
  );
}
