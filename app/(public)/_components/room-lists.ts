import { listRooms } from "@/lib/rooms/list-rooms";
import type { Actor } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";

/** Somebody who is not signed in: sees what is announced, never a draft. */
export const VISITOR: Actor = { id: "", wallet: "", name: "", roles: { owner: false, admin: false, speaker: false, member: false } };

const NEXT_SHOWN = 4;

/** What can be entered now and what comes next, as the actor may see it. */
export async function readRoomLists(actor: Actor): Promise<{ open: RoomView[]; next: RoomView[] }> {
  const { items } = await listRooms({ actor });
  return {
    open: items.filter((room) => room.state === "live" || room.state === "lobby"),
    next: items.filter((room) => room.state === "scheduled").slice(0, NEXT_SHOWN),
  };
}
