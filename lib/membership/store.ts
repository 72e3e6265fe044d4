import { defineCollection, isDuplicateKey } from "@/lib/platform/mongo";

export type Wallet = `0x${string}`;

/** One account: a wallet that signed in, with its profile. `_id` is the member id used everywhere. */
export type MemberRow = {
  _id: string;
  /** Lower-case; unique. */
  wallet: Wallet;
  name: string;
  /** `name` in lower case, for searching by its beginning. */
  nameKey: string;
  bio: string;
  locale: "en" | "ru";
  /** Granted and withdrawn by admins. */
  speaker: boolean;
  ban: { reason: string; byId: string; at: Date } | null;
  /** Written by the XP domain through record-level.ts; 1 to 10. */
  level: number;
  joinedAt: Date;
};

/** What the chain says about one wallet, as of `block`. Written by the follower and by a member's own refresh. */
export type MembershipRow = {
  _id: Wallet;
  /** The deployment the facts belong to: rows of another one count as absent. */
  deployment: string;
  /** Kind of pass; 0 when none is held. */
  tier: number;
  /** End of the pass; null for a lifetime pass, and when `tier` is 0 and none was ever held. */
  expiresAt: Date | null;
  admin: boolean;
  owner: boolean;
  /** The block the facts were read at. */
  block: number;
  /** The newest block with an event that named the wallet: what a reorg makes worth reading again. */
  eventBlock: number;
  /** Whether the club was last told that this wallet is in. Moves only after the telling was queued. */
  told: boolean;
};

/** How far the follower of one deployment has come. */
export type CursorRow = {
  _id: string;
  /** Events up to this block are in the projection. */
  block: number;
  headHash: string;
  /** Time of the latest block, which may stand still on an idle local chain and run ahead in tests. */
  blockTime: Date;
  /** When the projection was last known to equal the chain. */
  followedAt: Date;
};

/** One `Reissued` event and the account it moves. */
export type MoveRow = {
  _id: string;
  /** Null when nobody had signed in with `from` when the event was first seen: it moves no account, then or later. */
  memberId: string | null;
  from: Wallet;
  to: Wallet;
  /** Whether it was acted on; reading the event again does nothing then. */
  done: boolean;
};

/** A token that the owner has once allowed as a currency; whether it is allowed now is read from the contract. */
export type CurrencyRow = { _id: string; deployment: string; address: Wallet };

/** A wallet that once switched automatic renewal on; whether it still is stands in the contract. */
export type AutoRenewRow = { _id: string; deployment: string; wallet: Wallet };

export type SettingsRow = { _id: "club"; name?: string; description?: string; handsEnabled?: boolean; chatWords?: string[]; chatLinks?: boolean };

export type AuditRow = {
  _id: string;
  at: Date;
  action: string;
  byId: string;
  onId: string | null;
  roomId: string | null;
  reason: string | null;
  details: Record<string, unknown> | null;
};

export const members = defineCollection<MemberRow>("members", [{ key: { wallet: 1 }, unique: true }, { key: { nameKey: 1 } }]);
export const memberships = defineCollection<MembershipRow>("memberships", [{ key: { deployment: 1, told: 1, expiresAt: 1 } }, { key: { deployment: 1, eventBlock: 1 } }, { key: { deployment: 1, admin: 1 } }]);
export const cursors = defineCollection<CursorRow>("chain_cursors");
export const moves = defineCollection<MoveRow>("account_moves");
export const currencies = defineCollection<CurrencyRow>("club_currencies", [{ key: { deployment: 1 } }]);
export const autoRenews = defineCollection<AutoRenewRow>("auto_renewals", [{ key: { deployment: 1 } }]);
export const settings = defineCollection<SettingsRow>("club_settings");
export const audit = defineCollection<AuditRow>("audit_log", [{ key: { roomId: 1, _id: -1 } }]);

export const findMemberByWallet = (wallet: Wallet): Promise<MemberRow | null> => members().findOne({ wallet });
export const findMemberById = (id: string): Promise<MemberRow | null> => members().findOne({ _id: id });

/** Inserts an account; false when the wallet has one already. */
export async function insertMember(row: MemberRow): Promise<boolean> {
  try {
    await members().insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** The cursor's key: one per deployment, beside the cursors of other contracts. */
export const cursorId = (deployment: string): string => `membership:${deployment}`;
export const findCursor = (deployment: string): Promise<CursorRow | null> => cursors().findOne({ _id: cursorId(deployment) });

export async function saveCursor(deployment: string, fields: Omit<CursorRow, "_id">): Promise<void> {
  await cursors().updateOne({ _id: cursorId(deployment) }, { $set: fields }, { upsert: true });
}

export type MembershipFacts = Pick<MembershipRow, "deployment" | "tier" | "expiresAt" | "admin" | "owner" | "block">;

/**
 * Writes what was read at a block. A row of the same deployment that was read at a later block stays, whoever wrote
 * it first. Returns the row as it was before, or null, or `newer` when nothing was written.
 */
export async function saveFacts(wallet: Wallet, facts: MembershipFacts, eventBlock: number): Promise<MembershipRow | null | "newer"> {
  const fresh = { $set: facts, $max: { eventBlock } };
  const before = await memberships().findOneAndUpdate({ _id: wallet, deployment: facts.deployment, block: { $lte: facts.block } }, fresh);
  if (before) return before;
  // A row of an earlier deployment says nothing about this one: it begins anew, as if nobody had been told.
  const replaced = await memberships().findOneAndUpdate({ _id: wallet, deployment: { $ne: facts.deployment } }, { $set: { ...facts, eventBlock, told: false } });
  if (replaced) return null;
  try {
    await memberships().insertOne({ _id: wallet, ...facts, eventBlock, told: false });
    return null;
  } catch (error) {
    if (isDuplicateKey(error)) return "newer";
    throw error;
  }
}

/** Wallets of a deployment that an event named in or after a block; -1 is all of them. */
export async function findWalletsSince(deployment: string, block: number): Promise<Wallet[]> {
  const rows = await memberships().find({ deployment, eventBlock: { $gte: block } }, { projection: { _id: 1 } }).toArray();
  return rows.map((row) => row._id);
}

/** Lets every row of a deployment be written again whatever block it was read at: its chain was set back. */
export async function rewindRows(deployment: string): Promise<void> {
  await memberships().updateMany({ deployment }, { $set: { block: -1 } });
}
