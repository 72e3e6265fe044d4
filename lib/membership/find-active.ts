import { now } from "@/lib/platform/clock";
import { deploymentId } from "@/lib/platform/chain";
import { members, memberships } from "./store";
import { viewAccounts } from "./view-accounts";

/**
 * Those of the given members who are in the club as the projection has it, in their order: for telling many people
 * something, never for a gate.
 */
export async function findActive({ ids }: { ids: readonly string[] }): Promise<string[]> {
  const rows = await members().find({ _id: { $in: [...ids] } }).toArray();
  const active = new Set((await viewAccounts(rows)).filter((view) => view.roles.member && !view.ban).map((view) => view.id));
  return ids.filter((id) => active.has(id));
}

/** Members whose pass ends between now and `before`, and when; at most `limit`, the soonest first. */
export async function findExpiring({ before, limit }: { before: Date; limit: number }): Promise<{ memberId: string; expiresAt: Date }[]> {
  const rows = await memberships().find({ deployment: deploymentId(), tier: { $gt: 0 }, expiresAt: { $gt: now(), $lte: before } }).sort({ expiresAt: 1 }).limit(limit).toArray();
  const accounts = await members().find({ wallet: { $in: rows.map((row) => row._id) } }).toArray();
  const byWallet = new Map(accounts.map((account) => [account.wallet, account]));
  return rows.flatMap((row) => {
    const account = byWallet.get(row._id);
    return account && !account.ban && row.expiresAt ? [{ memberId: account._id, expiresAt: row.expiresAt }] : [];
  });
}
