import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { closeMemberConnections } from "./realtime-connections";
import { activeRoomIds, pairId, seats } from "./store";
import { takeOut } from "./take-out";

/**
 * Takes a member who lost the right to be in the club, or left a wallet behind, out of every room, its sound and all
 * realtime connections; where only a Telegram account was unlinked, out of the seats that its sessions took. Rooms they left earlier too: a voice connection may live on for minutes on a token the voice
 * server renewed.
 * The loss is written before this is called: an entering that crosses it asks once more after opening its seat.
 * @throws ClubError unavailable (`voice_away`) when the voice or the realtime server could not be told; to be repeated
 */
export async function evictMember({ memberId, reason }: { memberId: string; reason: "membership" | "ban" | "moved" | "unlinked" }): Promise<void> {
  const rows = await seats().find({ _id: { $in: (await activeRoomIds()).map((roomId) => pairId(roomId, memberId)) } }).toArray();
  const visited = rows.filter(({ limited }) => reason !== "unlinked" || limited);
  await closeMemberConnections({ memberId });
  const done = await Promise.all(visited.map(({ roomId }) => takeOut({ roomId, memberId, at: now() })));
  // Once more, for a channel that was signed before its seat was closed.
  const closed = await closeMemberConnections({ memberId });
  log("rooms").info({ memberId, reason, rooms: done.filter((each) => each.seated).length }, "a member was taken out");
  if (!closed || done.some((each) => !each.voice)) throw new ClubError("unavailable", "The voice or the realtime server could not be told.", { reason: "voice_away" });
}
