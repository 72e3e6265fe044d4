import { ledger } from "./store";

/** What one room has paid so far, in XP by member. */
export async function readRoomXp({ roomId }: { roomId: string }): Promise<Map<string, number>> {
  const sums = await ledger()
    .aggregate<{ _id: string; amount: number }>([{ $match: { "evidence.roomId": roomId } }, { $group: { _id: "$memberId", amount: { $sum: "$amount" } } }])
    .toArray();
  return new Map(sums.map((row) => [row._id, row.amount]));
}
