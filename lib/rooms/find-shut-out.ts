import { now } from "@/lib/platform/clock";
import { pairId, roomBans, seats } from "./store";

/**
 * Those of the given members who must not be in this room's audio: banned from it, or with a seat that was ended
 * (left, removed, lost membership) and not taken again. Entering takes the seat before the token is given, so an
 * honest connection always has an open one.
 */
export async function findShutOut({ roomId, memberIds }: { roomId: string; memberIds: readonly string[] }): Promise<Set<string>> {
  const ids = memberIds.map((memberId) => pairId(roomId, memberId));
  if (ids.length === 0) return new Set();
  const [bans, ended] = await Promise.all([roomBans().find({ _id: { $in: ids } }).toArray(), seats().find({ _id: { $in: ids } }).toArray()]);
  const banned = bans.filter((ban) => ban.until === null || ban.until > now()).map((ban) => ban.memberId);
  return new Set([...banned, ...ended.filter((seat) => seat.endedAt !== null).map((seat) => seat.memberId)]);
}

export const isShutOut = async ({ roomId, memberId }: { roomId: string; memberId: string }): Promise<boolean> => (await findShutOut({ roomId, memberIds: [memberId] })).has(memberId);
