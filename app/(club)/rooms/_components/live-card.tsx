import { Headphones, UsersRound } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { RoomCover } from "@/app/_components/room-cover";
import { Avatar } from "@/app/_components/ui/avatar";
import { Card } from "@/app/_components/ui/card";
import { LinkButton } from "@/app/_components/ui/link-button";
import { LiveTag } from "@/app/_components/ui/live-tag";
import { Tag } from "@/app/_components/ui/tag";
import type { RoomView } from "@/lib/rooms/schema";
import { RoomTags } from "./room-tags";

/** A room one can enter now. The button goes straight in; the title leads to the room's door. `base` is where rooms are. */
export async function LiveCard({ room, base = "/rooms" }: { room: RoomView; base?: string }) {
  const [t, about, locale] = await Promise.all([getTranslations("rooms"), getTranslations("room"), getLocale()]);
  const live = room.state === "live";
  return (
    <Card pad="none" className="flex flex-col overflow-hidden" data-testid={`room-${room.id}`}>
      <RoomCover id={room.id} cover={room.cover} className="h-24 w-full" />
      <div className="flex flex-1 flex-col gap-4 p-4 sm:p-6">
      <div className="flex items-center gap-3">
        {live ? <LiveTag label={t("live")} /> : <Tag>{t("lobby")}</Tag>}
        <span className="inline-flex items-center gap-1.5 text-sm text-muted tabular-nums"><UsersRound aria-hidden size={16} />{t("here", { count: room.listeners })}</span>
      </div>
      <div className="flex flex-1 flex-col gap-1">
        <Link href={`${base}/${room.id}`} prefetch={false} className="w-fit text-lg font-semibold break-words hover:underline">{room.title}</Link>
        {room.description ? <p className="line-clamp-2 text-sm text-muted">{room.description}</p> : null}
      </div>
      <RoomTags room={room} category={about(`category.${room.category}`)} locale={locale} />
      <div className="flex items-center justify-between gap-4">
        <span className="flex min-w-0 items-center gap-2 text-sm">
          <Avatar wallet={room.host.wallet} size={32} />
          <span className="truncate">{room.host.name}</span>
        </span>
        <LinkButton href={`${base}/${room.id}#join`} variant={live ? "primary" : "secondary"} icon={<Headphones aria-hidden size={16} />}>{live ? t("join") : t("enterLobby")}</LinkButton>
      </div>
      </div>
    </Card>
  );
}
