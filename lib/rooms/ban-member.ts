import { findPeople } from "@/lib/membership/find-people";
import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { planRemoval } from "./finish-removal";
import { publishModeration } from "./publish-room";
import { closeMemberConnections } from "./realtime-connections";
import { requireModerated } from "./require-room";
import type { Actor } from "./rules";
import { pairId, roomBans, rooms } from "./store";
import { takeOut } from "./take-out";

type BanMember = { roomId: string; memberId: string; actor: Actor; reason: string; minutes: number | null };

/**
 * Bans somebody from a room, for minutes or for good (`null`), and puts them out if they are in it. The ban first:
 * from then on no seat and no token is given, and the reconciler removes whoever connects all the same. A second ban
 * replaces the first.
 * @throws ClubError not_found (`no_room`, `no_member`); forbidden (`moderator_required`, `protected_member`)
 */
export async function banMember({ roomId, memberId, actor, reason, minutes }: BanMember): Promise<void> {
  await requireModerated({ roomId, actor, memberId, anyState: true });
  if (!(await findPeople({ ids: [memberId] })).has(memberId)) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  const at = now();
  const until = minutes === null ? null : new Date(at.getTime() + minutes * 60_000);
  await roomBans().updateOne({ _id: pairId(roomId, memberId) }, { $set: { roomId, memberId, byId: actor.id, reason, at, until } }, { upsert: true });
  // A ban ends the powers too: moderators are asked for their role, not for their seat.
  await rooms().updateOne({ _id: roomId, cohostIds: memberId }, { $pull: { cohostIds: memberId }, $inc: { ver: 1 } });
  await planRemoval({ roomId, memberId, at });
  await takeOut({ roomId, memberId, at });
  await writeAudit({ action: "room.member_banned", byId: actor.id, onId: memberId, roomId, reason, details: { until: until?.toISOString() ?? null } });
  await publishModeration({ roomId, action: "ban", memberId });
  await closeMemberConnections({ memberId });
}
