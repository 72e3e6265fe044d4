import { log } from "@/lib/platform/log";
import { awardSupport } from "@/lib/xp/award-support";
import { rulesOfVersion } from "@/lib/xp/read-rules";
import { type RoomRow, type ThanksRow, thanks } from "./store";

/** Pays what the rules give for it, once. */
async function pay(room: RoomRow, row: ThanksRow): Promise<ThanksRow["outcome"]> {
  if (row.outcome !== null || room.ruleVersion === null) return row.outcome;
  const numbers = await rulesOfVersion({ version: room.ruleVersion });
  const given = await awardSupport({ roomId: room._id, roomTitle: room.title, fromId: row.fromId, toId: row.toId, at: row.at, version: room.ruleVersion, numbers });
  // Paid before, by a call that could not note it or that runs beside this one: this very thanks, so it is paid.
  const outcome = given === "already-awarded" && numbers.supportXp > 0 ? "awarded" : given;
  await thanks().updateOne({ _id: row._id, outcome: null }, { $set: { outcome } });
  return outcome;
}

/** Pays a thanks. What fails here is owed still, and paid by the next tap or by payThanks. */
export async function payThank({ room, row }: { room: RoomRow; row: ThanksRow }): Promise<ThanksRow["outcome"]> {
  try {
    return await pay(room, row);
  } catch (error) {
    log("rooms").warn({ roomId: room._id, memberId: row.toId, err: error }, "a thanks is not paid yet");
    return null;
  }
}

/** Pays every thanks of a room that is still owed. */
export async function payThanks({ room }: { room: RoomRow }): Promise<void> {
  for (const row of await thanks().find({ roomId: room._id, outcome: null }).toArray()) await pay(room, row);
}
