import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RoomScreen } from "@/app/(club)/rooms/[roomId]/_components/room-screen";
import { ClientTexts } from "@/app/_components/client-texts";
import { readPlayerTexts } from "@/app/_player/player-texts";
import { roomOrNotFound } from "@/app/_server/room-page";
import { requireTelegramPage } from "@/app/_server/telegram-page";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { NoPass } from "../../../_components/no-pass";

type Props = { params: Promise<{ roomId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("room");
  return { title: t("metaTitle") };
}

/** The room as on the site, for listening, chat and hands; who runs it does so with the wallet. */
export default async function TelegramRoomPage({ params }: Props) {
  const viewer = await requireTelegramPage();
  if (!viewer.roles.member) return <NoPass path={`/tg/rooms/${(await params).roomId}`} banned={viewer.banned} />;
  const [detail, texts] = await Promise.all([roomOrNotFound(params, viewer), readPlayerTexts()]);
  return (
    <ClientTexts namespaces={["room", "chat", "reasons"]}>
      <RoomScreen key={detail.id} initial={detail} memberId={viewer.id} limited admin={false} config={realtimeClientConfig()} texts={texts} />
    </ClientTexts>
  );
}
