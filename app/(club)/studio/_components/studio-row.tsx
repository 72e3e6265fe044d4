"use client";
import { CalendarX2, DoorOpen, Ellipsis, Headphones, Pencil, Radio } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "../../../_components/ui/button";
import { IconButton } from "../../../_components/ui/icon-button";
import { LinkButton } from "../../../_components/ui/link-button";
import { LiveTag } from "../../../_components/ui/live-tag";
import { Menu, type MenuItem } from "../../../_components/ui/menu";
import { Tag } from "../../../_components/ui/tag";
import { moveRoom } from "../../../_player/room-api";
import type { RoomView } from "@/lib/rooms/schema";
import { LocalTime } from "../../_components/local-time";
import { useAct } from "../../_components/use-act";
import { EndRoomButton } from "../../rooms/[roomId]/_components/end-room-button";

/** One room of the host, with the next step of its life as a button and the rest in a menu. */
export function StudioRow({ room, onEdit }: { room: RoomView; onEdit: () => void }) {
  const t = useTranslations("studio");
  const state = useTranslations("room.state");
  const locale = useLocale();
  const router = useRouter();
  const { busy, act } = useAct();
  const move = (to: "open" | "start" | "cancel", then?: () => void) =>
    void act(() => moveRoom(room.id, to)).then((done) => {
      if (done) then?.();
      router.refresh();
    });
  const before = room.state === "draft" || room.state === "scheduled";
  const menu: MenuItem[] = before || room.state === "lobby" ? [{ label: t("edit"), icon: <Pencil aria-hidden size={16} />, onSelect: onEdit }] : [];
  const start: MenuItem[] = before ? [{ label: t("startNow"), icon: <Radio aria-hidden size={16} />, onSelect: () => move("start", () => router.push(`/rooms/${room.id}#join`)) }] : [];
  const cancel: MenuItem[] = before || room.state === "lobby" ? [{ label: t("cancel"), icon: <CalendarX2 aria-hidden size={16} />, tone: "danger", onSelect: () => move("cancel") }] : [];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3" data-testid={`studio-${room.id}`}>
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <span className="font-medium break-words">{room.title}</span>
        <span className="flex flex-wrap items-center gap-2 text-sm text-muted">
          {room.state === "live" ? <LiveTag label={state("live")} /> : <Tag tone={room.state === "lobby" ? "accent" : "plain"}>{state(room.state)}</Tag>}
          {room.state === "scheduled" && room.scheduledAt ? <LocalTime iso={room.scheduledAt} locale={locale} /> : null}
          {room.state === "live" || room.state === "lobby" ? t("here", { count: room.listeners }) : null}
        </span>
      </div>
      <div className="flex items-center gap-2">
        {before ? <Button size="sm" busy={busy} icon={<DoorOpen aria-hidden size={16} />} onClick={() => move("open", () => router.push(`/rooms/${room.id}#join`))}>{t("open")}</Button> : null}
        {room.state === "lobby" ? <Button size="sm" variant="primary" busy={busy} icon={<Radio aria-hidden size={16} />} onClick={() => move("start", () => router.push(`/rooms/${room.id}#join`))} data-testid="room-start">{t("start")}</Button> : null}
        {room.state === "live" || room.state === "lobby" ? <LinkButton size="sm" href={`/rooms/${room.id}#join`} icon={<Headphones aria-hidden size={16} />}>{t("enter")}</LinkButton> : null}
        {room.state === "live" ? <EndRoomButton roomId={room.id} onDone={() => router.refresh()} /> : null}
        {menu.length > 0 ? <Menu groups={[[...menu, ...start], cancel]} trigger={<IconButton label={t("menu", { title: room.title })} busy={busy} icon={<Ellipsis aria-hidden size={20} />} />} /> : null}
      </div>
    </li>
  );
}
