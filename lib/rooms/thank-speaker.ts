import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publishToMember } from "@/lib/platform/realtime";
import { payThank } from "./pay-thanks";
import { wrongState } from "./require-room";
import { requireSeatedRoom } from "./require-seat";
import type { Actor } from "./rules";
import { memberEvents, type SupportView } from "./schema";
import { findPlace, type ThanksRow, thanks } from "./store";

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
  const outcome = await payThank({ room, row });
  if (fresh) {
    const from = (await findPeople({ ids: [actor.id] })).get(actor.id) ?? { id: actor.id, wallet: actor.wallet, name: actor.name };
    await publishToMember(memberId, "support.received", memberEvents["support.received"].parse({ at: row.at.toISOString(), roomId, from, paid: outcome === "awarded" }));
  }
  return { thanked: true, first: fresh, paid: outcome === "awarded" };
}
