import { ledger } from "./store";

/** What each of the given members has earned in one room so far; those without a line are left out. */
export async function readRoomXp({ roomId, memberIds }: { roomId: string; memberIds: readonly string[] }): Promise<Map<string, number>> {
  const rows = await ledger().find({ memberId: { $in: [...memberIds] }, "evidence.roomId": roomId, amount: { $gt: 0 } }, { projection: { memberId: 1, amount: 1 } }).toArray();
  const sums = new Map<string, number>();
  for (const { memberId, amount } of rows) sums.set(memberId, (sums.get(memberId) ?? 0) + amount);
  return sums;
}
