"use client";
import { ChevronLeft, Share2, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { IconButton } from "../../../../_components/ui/icon-button";
import { LiveTag } from "../../../../_components/ui/live-tag";
import { notify } from "../../../../_components/ui/notify";
import { Tag } from "../../../../_components/ui/tag";
import { useRoomsPath } from "../../../../_player/rooms-path";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { EndRoomButton } from "./end-room-button";
import { LiveTimer } from "./live-timer";
import { StartRoomButton } from "./start-room-button";

/** Title, state, how long, how many; start and end for those who run the room. */
export function RoomHeader({ detail, runs }: { detail: RoomDetailView; runs: boolean }) {
  const t = useTranslations("room");
  const rooms = useRoomsPath();
  async function share() {
    const url = new URL(`/rooms/${detail.id}`, location.href).href;
    // A phone opens its own sheet; elsewhere the address goes to the clipboard.
    if (navigator.share) return void navigator.share({ title: detail.title, url }).catch(() => undefined);
    await navigator.clipboard.writeText(url).then(() => notify({ title: t("linkCopied"), tone: "good" })).catch(() => notify({ title: url }));
  }
  return (
    <header className="flex items-center gap-2 border-b border-line px-2 py-2 lg:gap-4 lg:px-4">
      <Link href={rooms} aria-label={t("back")} title={t("back")} className="flex size-11 shrink-0 items-center justify-center rounded-card text-muted hover:bg-raised hover:text-text"><ChevronLeft aria-hidden size={20} /></Link>
      <div className="flex min-w-0 flex-1 flex-col gap-1 lg:flex-row lg:items-center lg:gap-4">
        <h1 className="min-w-0 truncate text-base font-semibold lg:flex-1 lg:text-lg">{detail.title}</h1>
        <div className="flex items-center gap-3 lg:gap-4">
          {detail.state === "live" ? <LiveTag label={t("live")} /> : <Tag tone={detail.state === "ending" ? "warn" : "plain"}>{t(`state.${detail.state}`)}</Tag>}
          {detail.state === "live" && detail.liveAt ? <LiveTimer since={detail.liveAt} /> : null}
          <span className="inline-flex shrink-0 items-center gap-1.5 text-sm text-muted tabular-nums" data-testid="live-count">
            <UsersRound aria-hidden size={16} />
            <span className="lg:hidden" aria-hidden>{detail.listeners}</span>
            <span className="max-lg:sr-only">{t("listeners", { count: detail.listeners })}</span>
          </span>
        </div>
      </div>
      <IconButton label={t("share")} icon={<Share2 aria-hidden size={20} />} onClick={() => void share()} className="max-lg:hidden" />
      {runs && detail.state === "lobby" ? <StartRoomButton roomId={detail.id} /> : null}
      {runs && detail.state === "live" ? <EndRoomButton roomId={detail.id} compact /> : null}
    </header>
  );
}
