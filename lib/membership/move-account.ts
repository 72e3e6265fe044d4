import { enqueue } from "@/lib/jobs/queue";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { findMemberByWallet, type MoveRow, members, moves, type Wallet } from "./store";

export type MoveAccount = {
  /** Names the event for good, also when its block is read again. */
  eventId: string;
  from: Wallet;
  to: Wallet;
};

/** The move of this event, bound to the account that held `from` when the event was first seen. */
async function bindMove({ eventId, from, to }: MoveAccount): Promise<MoveRow> {
  const bound = await moves().findOne({ _id: eventId });
  if (bound) return bound;
  const row: MoveRow = { _id: eventId, memberId: (await findMemberByWallet(from))?._id ?? null, from, to, done: false };
  try {
    await moves().insertOne(row);
    return row;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await moves().findOne({ _id: eventId })) ?? row;
  }
}

/**
 * Moves an account to the wallet its pass was issued to again by the owner, once per event: the event stays bound to
 * the account of that time, so that whoever signs in with the old wallet later keeps an account of their own however
 * often the event is read. Who is still connected with the old wallet is taken out by a job. Where the new wallet has
 * an account already, both stay as they are.
 */
export async function moveAccount(move: MoveAccount): Promise<void> {
  const { _id, memberId, from, to, done } = await bindMove(move);
  if (done) return;
  if (memberId) {
    try {
      await members().updateOne({ _id: memberId, wallet: from }, { $set: { wallet: to } });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      log("membership").warn({ from, to }, "a pass was issued again to a wallet that has an account of its own");
    }
    // Also when an attempt before this one moved the account and ended there.
    await enqueue({ name: "evict-member", key: `${memberId}:moved:${_id}`, input: { memberId, reason: "moved" } });
  }
  await moves().updateOne({ _id, done: false }, { $set: { done: true } });
}
