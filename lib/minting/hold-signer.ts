import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import type { Hold } from "./schema";
import { leases } from "./store";
import type { MintTurn } from "./turn";

/**
 * Notes why the signer does not send; `since` is kept while the reason stays the same. Says it once in the log, as an
 * alert. What waits is shown as parked meanwhile and goes on by itself when the hold is over.
 */
export async function holdSigner({ turn, reason }: { turn: MintTurn; reason: Hold["reason"] }): Promise<void> {
  const mine = { _id: turn.leaseId, owner: turn.owner, epoch: turn.epoch };
  const changed = await leases().updateOne({ ...mine, "hold.reason": { $ne: reason } }, { $set: { hold: { reason, since: now() } } });
  if (changed.modifiedCount > 0) log("minting").error({ signer: turn.signer, reason }, "the minter does not send");
}

/** The reason is gone. */
export async function endHold({ turn }: { turn: MintTurn }): Promise<void> {
  const ended = await leases().updateOne({ _id: turn.leaseId, owner: turn.owner, epoch: turn.epoch, hold: { $ne: null } }, { $set: { hold: null } });
  if (ended.modifiedCount > 0) log("minting").info({ signer: turn.signer }, "the minter sends again");
}
