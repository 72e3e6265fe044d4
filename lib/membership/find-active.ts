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

/**
 * Members whose pass ends between `after` and `before`, and when, the soonest first. `last` is the last end looked at
 * when `limit` passes were, null when these were all.
 */
export async function findExpiring({ after, before, limit }: { after: Date; before: Date; limit: number }): Promise<{ found: { memberId: string; expiresAt: Date }[]; last: Date | null }> {
  const rows = await memberships().find({ deployment: deploymentId(), tier: { $gt: 0 }, expiresAt: { $gt: after, $lte: before } }).sort({ expiresAt: 1 }).limit(limit).toArray();
  const accounts = await members().find({ wallet: { $in: rows.map((row) => row._id) } }).toArray();
  const byWallet = new Map(accounts.map((account) => [account.wallet, account]));
  const found = rows.flatMap((row) => {
    const account = byWallet.get(row._id);
    return account && !account.ban && row.expiresAt ? [{ memberId: account._id, expiresAt: row.expiresAt }] : [];
  });
  return { found, last: rows.length < limit ? null : (rows.at(-1)?.expiresAt ?? null) };
}
