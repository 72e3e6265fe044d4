import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { requireMemberPage } from "@/app/_server/gate-page";
import { roomOrNotFound } from "@/app/_server/room-page";
import { readPlayerTexts } from "@/app/_player/player-texts";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { RoomScreen } from "./_components/room-screen";

type Props = { params: Promise<{ roomId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("room");
  return { title: t("metaTitle") };
}

/** One room: door, stage, end. The sound and its code come with the press on "Join room". */
export default async function RoomPage({ params }: Props) {
  const viewer = await requireMemberPage();
  const [detail, texts] = await Promise.all([roomOrNotFound(params, viewer), readPlayerTexts()]);
  return (
    <ClientTexts namespaces={["room", "chat", "reasons"]}>
      <RoomScreen key={detail.id} initial={detail} memberId={viewer.id} limited={viewer.limited} admin={viewer.roles.admin || viewer.roles.owner} config={realtimeClientConfig()} texts={texts} />
    </ClientTexts>
  );
}
