import { defineCollection, isDuplicateKey } from "@/lib/platform/mongo";

/** A member reached a badge's threshold. Never deleted, whatever happens to the XP or on the chain later. */
export type EntitlementRow = {
  /** `<memberId>:<badgeId>` */
  _id: string;
  memberId: string;
  badgeId: number;
  /** The wallet of the account when it was earned, lower-case: where the badge goes. */
  wallet: `0x${string}`;
  /** The totals that reached it, for the record. */
  xp: number;
  at: Date;
};

const entitlements = defineCollection<EntitlementRow>("badge_entitlements");

export const entitlementId = (memberId: string, badgeId: number): string => `${memberId}:${badgeId}`;

/** Inserts an entitlement; false when it was there already. */
export async function insertEntitlement(row: EntitlementRow): Promise<boolean> {
  try {
    await entitlements().insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Rows with these ids, in no order. */
export const findEntitlements = (ids: readonly string[]): Promise<EntitlementRow[]> => entitlements().find({ _id: { $in: [...ids] } }).toArray();

/** Rows after `afterId` in order of their ids. */
export const findEntitlementsAfter = (afterId: string, limit: number): Promise<EntitlementRow[]> =>
  entitlements().find({ _id: { $gt: afterId } }).sort({ _id: 1 }).limit(limit).toArray();
