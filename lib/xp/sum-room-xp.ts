import { ledger } from "./store";

/** What one room has paid so far, to everybody and to one member, in XP. */
export async function sumRoomXp({ roomId, memberId }: { roomId: string; memberId: string }): Promise<{ total: number; mine: number }> {
  const sums = await ledger()
    .aggregate<{ _id: boolean; amount: number }>([
      { $match: { "evidence.roomId": roomId } },
      { $group: { _id: { $eq: ["$memberId", memberId] }, amount: { $sum: "$amount" } } },
    ])
    .toArray();
  const total = sums.reduce((sum, row) => sum + row.amount, 0);
  return { total, mine: sums.find((row) => row._id)?.amount ?? 0 };
}
