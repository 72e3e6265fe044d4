import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { requireMemberPage } from "@/app/_server/gate-page";
import { readPlayerTexts } from "@/app/_player/player-texts";
import { ClubError } from "@/lib/platform/errors";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import type { Actor } from "@/lib/rooms/rules";
import { readRoom } from "@/lib/rooms/read-room";
import { roomParams } from "@/lib/rooms/schema";
import { RoomScreen } from "./_components/room-screen";

type Props = { params: Promise<{ roomId: string }> };

async function roomOrNotFound(params: Props["params"], actor: Actor) {
  const parsed = roomParams.safeParse(await params);
  if (!parsed.success) notFound();
  return readRoom({ roomId: parsed.data.roomId, actor }).catch((error: unknown) => {
    if (error instanceof ClubError && error.code === "not_found") notFound();
    throw error;
  });
}

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
      <RoomScreen key={detail.id} initial={detail} memberId={viewer.id} admin={viewer.roles.admin || viewer.roles.owner} config={realtimeClientConfig()} texts={texts} />
    </ClientTexts>
  );
}
