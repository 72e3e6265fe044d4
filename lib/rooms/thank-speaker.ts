import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publishToMember } from "@/lib/platform/realtime";
import { awardSupport } from "@/lib/xp/award-support";
import { rulesOfVersion } from "@/lib/xp/read-rules";
import { wrongState } from "./require-room";
import { requireSeatedRoom } from "./require-seat";
import type { Actor } from "./rules";
import { memberEvents, type SupportView } from "./schema";
import { findPlace, type RoomRow, type ThanksRow, thanks } from "./store";

type ThankSpeaker = { roomId: string; memberId: string; actor: Actor };

/** The row of this thanks, and whether it is new: a second tap is the first one. */
async function keep(roomId: string, toId: string, fromId: string): Promise<{ row: ThanksRow; fresh: boolean }> {
  const row: ThanksRow = { _id: `${roomId}:${toId}:${fromId}`, roomId, toId, fromId, at: now(), outcome: null };
  try {
    await thanks().insertOne(row);
    return { row, fresh: true };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return { row: (await thanks().findOne({ _id: row._id })) ?? row, fresh: false };
  }
}

/** Pays what the rules give for it, once; a thanks whose pay failed is paid by the next tap. */
async function pay(room: RoomRow, row: ThanksRow): Promise<ThanksRow["outcome"]> {
  if (row.outcome !== null || room.ruleVersion === null) return row.outcome;
  try {
    const numbers = await rulesOfVersion({ version: room.ruleVersion });
    const outcome = await awardSupport({ roomId: room._id, roomTitle: room.title, fromId: row.fromId, toId: row.toId, at: row.at, version: room.ruleVersion, numbers });
    await thanks().updateOne({ _id: row._id, outcome: null }, { $set: { outcome } });
    return outcome;
  } catch (error) {
    log("rooms").warn({ roomId: room._id, memberId: row.toId, err: error }, "a thanks is not paid yet");
    return null;
  }
}

/**
 * Thanks somebody on stage, once per room and pair. The speaker is told who it was; what it pays is decided by the
 * caps of the rules, and no cap takes the thanks itself away.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state` unless live, `self_thanks`, `not_on_stage`); forbidden
 *   (`not_in_room`, `banned_from_room`)
 */
export async function thankSpeaker({ roomId, memberId, actor }: ThankSpeaker): Promise<SupportView> {
  const { room } = await requireSeatedRoom({ roomId, memberId: actor.id });
  if (room.state !== "live") throw wrongState(room.state);
  if (memberId === actor.id) throw new ClubError("conflict", "Nobody thanks themselves.", { reason: "self_thanks" });
  if (!(await findPlace(roomId, memberId))) throw new ClubError("conflict", "This person is not on stage.", { reason: "not_on_stage" });
  const { row, fresh } = await keep(roomId, memberId, actor.id);
  const outcome = await pay(room, row);
  if (fresh) {
    const from = (await findPeople({ ids: [actor.id] })).get(actor.id) ?? { id: actor.id, wallet: actor.wallet, name: actor.name };
    await publishToMember(memberId, "support.received", memberEvents["support.received"].parse({ at: row.at.toISOString(), roomId, from, paid: outcome === "awarded" }));
  }
  return { thanked: true, first: fresh, paid: outcome === "awarded" };
}
