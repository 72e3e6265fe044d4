import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { readStanding } from "./read-standing";
import { members, type Wallet } from "./store";
import { tellStanding } from "./tell-standing";
import { writeAudit } from "./write-audit";

const missing = () => new ClubError("not_found", "There is no such member.", { reason: "no_member" });

/**
 * Bans an account from the club: the gate refuses it from the next request on, and a job takes it out of rooms, audio
 * and realtime. The session stays, so that the person is told why. Banning twice is one ban with the first reason.
 * @throws ClubError not_found (`no_member`); conflict (`admin_not_bannable`) for admins and the owner, who are removed
 *   on-chain first
 */
export async function banMember({ wallet, reason, byId }: { wallet: Wallet; reason: string; byId: string }): Promise<void> {
  const { account, roles } = await readStanding({ wallet });
  if (!account) throw missing();
  if (roles.admin) throw new ClubError("conflict", "Admins cannot be banned. The owner removes them on-chain first.", { reason: "admin_not_bannable" });
  const banned = await members().findOneAndUpdate({ _id: account._id, ban: null }, { $set: { ban: { reason, byId, at: now() } } }, { returnDocument: "after" });
  if (banned) await writeAudit({ action: "member.banned", byId, onId: account._id, reason });
  // Also when the ban was there already: a first attempt may have ended before the job was queued.
  const since = (banned ?? (await members().findOne({ _id: account._id })))?.ban?.at;
  if (since) await enqueue({ name: "evict-member", key: `${account._id}:ban:${since.getTime()}`, input: { memberId: account._id, reason: "ban" } });
  if (since) await enqueue({ name: "check-door", key: `${account._id}:ban:${since.getTime()}`, input: { memberId: account._id } });
  await tellStanding({ wallet });
}

/** Lifts a club ban; lifting none changes nothing. @throws ClubError not_found (`no_member`) */
export async function unbanMember({ wallet, byId }: { wallet: Wallet; byId: string }): Promise<void> {
  const freed = await members().findOneAndUpdate({ wallet, ban: { $ne: null } }, { $set: { ban: null } });
  if (freed) {
    await writeAudit({ action: "member.unbanned", byId, onId: freed._id });
    await enqueue({ name: "check-door", key: `${freed._id}:unban:${freed.ban?.at.getTime() ?? 0}`, input: { memberId: freed._id } });
    await tellStanding({ wallet });
  } else if (!(await members().findOne({ wallet }))) throw missing();
}
