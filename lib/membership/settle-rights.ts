import type { Filter } from "mongodb";
import { enqueue } from "@/lib/jobs/queue";
import { deploymentId } from "@/lib/platform/chain";
import { findMemberByWallet, type MembershipRow, memberships, type Wallet } from "./store";
import { tellStanding } from "./tell-standing";

/** Rows looked at in one go; the rest follow with the next poll. */
const BATCH = 200;

const inClub = (at: Date): Filter<MembershipRow>[] => [{ admin: true }, { owner: true }, { tier: { $gt: 0 }, expiresAt: null }, { tier: { $gt: 0 }, expiresAt: { $gt: at } }];
const outOfClub = (at: Date): Filter<MembershipRow> => ({ admin: false, owner: false, $or: [{ tier: 0 }, { expiresAt: { $lte: at } }] });

async function settle(row: MembershipRow, told: boolean): Promise<void> {
  // The job first, the flag after it: a crash between them enqueues the same job again, which is one job.
  const account = await findMemberByWallet(row._id);
  if (account) {
    const key = `${account._id}:${row.deployment}:${row.block}:${row.expiresAt?.getTime() ?? 0}`;
    if (!told) await enqueue({ name: "evict-member", key, input: { memberId: account._id, reason: "membership" } });
    await enqueue({ name: "check-door", key: `${key}:${told}`, input: { memberId: account._id } });
  }
  const { modifiedCount } = await memberships().updateOne({ _id: row._id, deployment: row.deployment, block: row.block, told: !told }, { $set: { told } });
  if (modifiedCount === 1) await tellStanding({ wallet: row._id });
}

/**
 * Acts on every wallet whose right to be in the club has begun or ended by `at`, by event or by the clock: who lost it
 * is evicted, and either way their open pages hear of it. Each turn is acted on once, also with two workers.
 * @param options.wallet only this one; all by default
 * @returns how many were acted on
 */
export async function settleRights({ at, wallet }: { at: Date; wallet?: Wallet }): Promise<number> {
  const among: Filter<MembershipRow> = { deployment: deploymentId(), ...(wallet ? { _id: wallet } : {}) };
  const lost = await memberships().find({ ...among, told: true, ...outOfClub(at) }).limit(BATCH).toArray();
  const gained = await memberships().find({ ...among, told: false, $or: inClub(at) }).limit(BATCH).toArray();
  for (const row of lost) await settle(row, false);
  for (const row of gained) await settle(row, true);
  return lost.length + gained.length;
}
