import { notFound } from "next/navigation";
import { ClubError } from "@/lib/platform/errors";
import type { Actor } from "@/lib/rooms/rules";
import { readRoom } from "@/lib/rooms/read-room";
import { roomParams, type RoomDetailView } from "@/lib/rooms/schema";

/** The room of a page's address as the viewer may see it; where there is none, the page does not exist. */
export async function roomOrNotFound(params: Promise<{ roomId: string }>, actor: Actor): Promise<RoomDetailView> {
  const parsed = roomParams.safeParse(await params);
  if (!parsed.success) notFound();
  return readRoom({ roomId: parsed.data.roomId, actor }).catch((error: unknown) => {
    if (error instanceof ClubError && error.code === "not_found") notFound();
    throw error;
  });
}
