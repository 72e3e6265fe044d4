import { pairId, seats } from "./store";

/** Those of the given members who sit in the room now. */
export async function findSeated({ roomId, memberIds }: { roomId: string; memberIds: readonly string[] }): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await seats().find({ _id: { $in: memberIds.map((memberId) => pairId(roomId, memberId)) } }).toArray();
  return new Set(rows.filter((row) => row.endedAt === null).map((row) => row.memberId));
}
