import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { terminateMemberConnections } from "@/lib/platform/realtime";
import { activeRoomIds, evictions, pairId, seats } from "./store";
import { takeOut } from "./take-out";

/**
 * Takes a member who lost the right to be in the club, or left a wallet behind, out of every room, its sound and all realtime connections. Rooms
 * they left earlier too: a voice connection may live on for minutes on a token the voice server renewed.
 * @throws ClubError unavailable (`voice_away`) when the voice server could not be told; to be repeated
 */
export async function evictMember({ memberId, reason }: { memberId: string; reason: "membership" | "ban" | "moved" }): Promise<void> {
  // Before the seats are read: an entering that got through the gate just before finds this and gives its seat back.
  await evictions().updateOne({ _id: memberId }, { $set: { at: now() } }, { upsert: true });
  const visited = await seats().find({ _id: { $in: (await activeRoomIds()).map((roomId) => pairId(roomId, memberId)) } }).toArray();
  await terminateMemberConnections(memberId);
  const done = await Promise.all(visited.map(({ roomId }) => takeOut({ roomId, memberId, at: now() })));
  log("rooms").info({ memberId, reason, rooms: done.filter((each) => each.seated).length }, "a member was taken out");
  if (done.some((each) => !each.voice)) throw new ClubError("unavailable", "The voice server could not be told.", { reason: "voice_away" });
}
