import { deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { laterOf, membershipOf, NO_PASS, rolesOf } from "./rules";
import type { AdminMemberView } from "./schema";
import { findCursor, memberships, type MemberRow } from "./store";
import { viewForAdmins } from "./view-member";

/**
 * The views of many accounts at once, by the projection alone: for lists, never for a gate. The order is kept.
 * While the follower is away a list may show roles that are older than the gate would allow.
 */
export async function viewAccounts(rows: readonly MemberRow[]): Promise<AdminMemberView[]> {
  const deployment = deploymentId();
  const [cursor, found] = await Promise.all([findCursor(deployment), memberships().find({ _id: { $in: rows.map((row) => row.wallet) } }).toArray()]);
  const at = laterOf(now(), cursor?.blockTime ?? now());
  const facts = new Map(found.filter((row) => row.deployment === deployment).map((row) => [row._id, row]));
  return rows.map((row) => {
    const own = facts.get(row.wallet) ?? NO_PASS;
    return viewForAdmins(row, rolesOf(own, at, { speaker: row.speaker, banned: row.ban !== null }), membershipOf(own, at));
  });
}
