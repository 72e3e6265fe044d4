import { findPeople } from "@/lib/membership/find-people";
import { ClubError } from "@/lib/platform/errors";
import { readRoomXp } from "@/lib/xp/read-room-xp";
import { unsettledRoomIds } from "./attendance-store";
import { requireRoom, wrongState } from "./require-room";
import { type Actor, canSeeRoom } from "./rules";
import type { RoomSummaryView } from "./schema";
import { turnsOf } from "./turn-store";

const MAX_SPEAKERS = 50;

async function speakersOf(roomId: string): Promise<RoomSummaryView["speakers"]> {
  const seconds = new Map<string, number>();
  for (const stay of await turnsOf(roomId)) seconds.set(stay.memberId, (seconds.get(stay.memberId) ?? 0) + stay.seconds);
  const longest = [...seconds].sort((a, b) => b[1] - a[1]).slice(0, MAX_SPEAKERS);
  const people = await findPeople({ ids: longest.map(([id]) => id) });
  return longest.flatMap(([id, value]) => {
    const person = people.get(id);
    return person ? [{ person, seconds: value }] : [];
  });
}

/**
 * The numbers of a room that has ended: how long, how many, who stood on stage, what it paid.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`) before its end
 */
export async function readSummary({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomSummaryView> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  if (!room.endedAt || !room.liveAt) throw wrongState(room.state);
  const [speakers, xp, unsettled] = await Promise.all([speakersOf(roomId), readRoomXp({ roomId }), unsettledRoomIds()]);
  return {
    seconds: Math.round((room.endedAt.getTime() - room.liveAt.getTime()) / 1000),
    peakListeners: room.peakListeners,
    visitors: room.visitorIds.length,
    messages: room.chatSeq,
    speakers,
    xp: { total: [...xp.values()].reduce((sum, amount) => sum + amount, 0), mine: xp.get(actor.id) ?? 0, settled: !unsettled.includes(roomId) },
  };
}
