"use client";
import { Hand, UserRoundPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "../../../../_components/ui/avatar";
import { Button } from "../../../../_components/ui/button";
import { EmptyState } from "../../../../_components/ui/empty-state";
import { IconButton } from "../../../../_components/ui/icon-button";
import { Switch } from "../../../../_components/ui/switch";
import { Tag } from "../../../../_components/ui/tag";
import { clearHands, inviteToStage, lockHands, lowerHandOf } from "../../../../_player/room-api";
import { fairOrder } from "@/lib/rooms/fair-rules";
import type { HandView, RoomDetailView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { useClock } from "./use-clock";

function HandRow({ hand, roomId, moderator, place, now }: { hand: HandView; roomId: string; moderator: boolean; place: number; now: number | null }) {
  const t = useTranslations("room.hands");
  const { busy, act } = useAct();
  const { id, name, wallet } = hand.person;
  const minutes = now === null ? 0 : Math.max(0, Math.floor((now - Date.parse(hand.raisedAt)) / 60_000));
  const waits = minutes < 1 ? t("justNow") : t("waits", { minutes });
  return (
    <li className="flex items-start gap-3 py-3" data-testid={`hand-${id}`}>
      <span className="w-5 shrink-0 pt-2.5 text-right text-sm text-muted tabular-nums">{place}</span>
      <Avatar wallet={wallet} size={40} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2">
        <span className="flex w-full flex-col">
          <span className="truncate text-sm font-medium">{name}</span>
          <span className="text-xs text-muted">{moderator ? t("why", { waits, stage: t("onStageToday", { minutes: Math.round(hand.stageSeconds / 60) }) }) : waits}</span>
        </span>
        {hand.state === "invited" ? <Tag tone="accent">{t("invited")}</Tag> : null}
        {moderator && hand.state === "raised" ? (
          <Button size="sm" busy={busy} icon={<UserRoundPlus aria-hidden size={16} />} onClick={() => void act(() => inviteToStage(roomId, id))} data-testid={`invite-${id}`}>{t("invite")}</Button>
        ) : null}
      </div>
      {moderator ? <IconButton label={t("lower", { name })} icon={<X aria-hidden size={16} />} onClick={() => void act(() => lowerHandOf(roomId, id))} /> : null}
    </li>
  );
}

/** The queue in fair order with the reason for each place, or by arrival. Moderators invite whom they like, lower, lock and clear. */
export function HandsPanel({ detail }: { detail: RoomDetailView }) {
  const t = useTranslations("room.hands");
  const { busy, act } = useAct();
  const now = useClock(15_000);
  const [byArrival, setByArrival] = useState(false);
  const { moderator } = detail.me;
  const hands = byArrival ? [...detail.hands].sort((a, b) => a.seq - b.seq) : fairOrder(detail.hands, new Date(now ?? 0));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      {moderator ? <Switch label={t("lock")} hint={t("lockHint")} checked={detail.handsLocked} disabled={busy} onCheckedChange={(locked) => void act(() => lockHands(detail.id, locked))} /> : null}
      {moderator && hands.length > 1 ? <Switch label={t("fair")} hint={t("fairHint")} checked={!byArrival} onCheckedChange={(fair) => setByArrival(!fair)} /> : null}
      {hands.length === 0 ? (
        <EmptyState icon={<Hand aria-hidden size={20} />} title={t("empty")} text={!detail.handsEnabled ? t("emptyOff") : moderator ? t("emptyModerator") : t("emptyMember")} />
      ) : (
        <>
          <ol className="flex flex-col divide-y divide-line">
            {hands.map((hand, index) => <HandRow key={hand.memberId} hand={hand} roomId={detail.id} moderator={moderator} place={index + 1} now={now} />)}
          </ol>
          {moderator ? <Button variant="ghost" size="sm" onClick={() => void act(() => clearHands(detail.id))}>{t("clear")}</Button> : null}
        </>
      )}
    </div>
  );
}
