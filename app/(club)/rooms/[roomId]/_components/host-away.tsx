"use client";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/ui/button";
import { becomeHost } from "../../../../_player/room-api";
import { HOST_GRACE_MS } from "@/lib/rooms/rules";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { useClock } from "./use-clock";

/** Says that the host is missed and what happens next; a cohost takes over by one tap. */
export function HostAway({ detail }: { detail: RoomDetailView }) {
  const t = useTranslations("room.hostAway");
  const { busy, act } = useAct();
  const now = useClock(5_000);
  if (!detail.hostAwaySince || detail.me.role === "host") return null;
  const left = now === null ? HOST_GRACE_MS : Math.max(0, Date.parse(detail.hostAwaySince) + HOST_GRACE_MS - now);
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-card border border-warn/40 bg-warn/10 p-4 text-sm">
      <span className="min-w-48 flex-1">{t(detail.cohostIds.length > 0 ? "cohost" : "ends", { minutes: Math.ceil(left / 60_000) })}</span>
      {detail.me.moderator ? <Button size="sm" busy={busy} onClick={() => void act(() => becomeHost(detail.id))} data-testid="become-host">{t("takeOver")}</Button> : null}
    </div>
  );
}
