import { MicVocal } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { requireWalletPage } from "@/app/_server/gate-page";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { PageHeader } from "@/app/_components/ui/page-header";
import { realtimeClientConfig } from "@/lib/platform/realtime";
import { listRooms } from "@/lib/rooms/list-rooms";
import { type Actor, canCreateRoom, canRunRoom } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { RefreshOnRooms } from "../rooms/_components/refresh-on-rooms";
import { StudioScreen } from "./_components/studio-screen";

const MOST_PAGES = 5;

/** The rooms this viewer runs, those of now only. */
async function ownRooms(actor: Actor): Promise<RoomView[]> {
  const found: RoomView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next } = await listRooms({ actor, ...(cursor ? { cursor } : {}) });
    found.push(...items.filter((room) => canRunRoom(actor, { ...room, hostId: room.host.id })));
    if (!next?.startsWith("n")) break;
    cursor = next;
  }
  return found;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("studio");
  return { title: t("title") };
}

/** For hosts: create, schedule, edit, open, start, end. */
export default async function StudioPage({ searchParams }: { searchParams: Promise<{ edit?: string }> }) {
  const viewer = await requireWalletPage();
  const t = await getTranslations("studio");
  if (!canCreateRoom(viewer))
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState icon={<MicVocal aria-hidden size={20} />} title={t("closed")} text={t("closedText")} action={<LinkButton href="/rooms">{t("toRooms")}</LinkButton>} />
      </>
    );
  const [rooms, { edit }] = await Promise.all([ownRooms(viewer), searchParams]);
  return (
    <ClientTexts namespaces={["studio", "room", "reasons"]}>
      <StudioScreen rooms={rooms} edit={edit ?? null} />
      <RefreshOnRooms config={realtimeClientConfig()} />
    </ClientTexts>
  );
}
