"use client";
import { Hand, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { forwardRef, useImperativeHandle } from "react";
import { leaveStage, lowerHand, raiseHand } from "../../../../_player/room-api";
import { ownPlace } from "../../../../_player/room-state";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { ControlButton } from "./control-button";
import { useClock } from "./use-clock";

export type HandButtonHandle = { press: () => void };

/** Raises and lowers the own hand, with the place in the queue; on stage it steps down. */
export const HandButton = forwardRef<HandButtonHandle, { detail: RoomDetailView; memberId: string }>(function HandButton({ detail, memberId }, ref) {
  const t = useTranslations("room.hand");
  const { busy, act } = useAct();
  const { hand, onStage, role } = detail.me;
  const now = useClock(15_000);
  const { place, waitMinutes } = ownPlace(detail, memberId, now);
  const up = hand !== null;
  const closed = (detail.handsLocked || !detail.handsEnabled) && !up;
  const toggle = () => void act(() => (up ? lowerHand(detail.id) : raiseHand(detail.id)));
  useImperativeHandle(ref, () => ({ press: () => void (!onStage && !closed && toggle()) }));
  if (onStage) {
    if (role === "host") return null;
    return <ControlButton busy={busy} icon={<LogOut aria-hidden size={20} />} word={t("stepDown")} short={t("stepDownShort")} onClick={() => void act(() => leaveStage(detail.id))} data-testid="step-down" />;
  }
  return (
    <ControlButton
      busy={busy}
      disabled={closed}
      tone={up ? "accent" : "plain"}
      icon={<Hand aria-hidden size={20} />}
      word={closed ? t("closed") : up ? (place === null ? t("invited") : t(waitMinutes > 0 ? "placeWait" : "place", { place, minutes: waitMinutes })) : t("raise")}
      short={up && place !== null ? t("placeShort", { place }) : t("short")}
      className="lg:min-w-40"
      aria-pressed={up}
      aria-keyshortcuts="H"
      aria-label={closed ? t("closed") : up ? t("lower", { place: place ?? 1, minutes: waitMinutes }) : t("raise")}
      onClick={toggle}
      data-testid="hand-toggle"
      data-state={hand?.state ?? "down"}
    />
  );
});
