import { isDuplicateKey } from "@/lib/platform/mongo";
import { log } from "@/lib/platform/log";
import { members, type Wallet } from "./store";

/**
 * Moves an account to the wallet its pass was issued to again by the owner. Sessions of the old wallet end by that,
 * because a session is bound to its wallet. Where the new wallet has an account already, both stay as they are.
 */
export async function moveAccount({ from, to }: { from: Wallet; to: Wallet }): Promise<void> {
  try {
    await members().updateOne({ wallet: from }, { $set: { wallet: to } });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    log("membership").warn({ from, to }, "a pass was issued again to a wallet that has an account of its own");
  }
}
