import { deploymentId } from "@/lib/platform/chain";
import { autoRenews, type Wallet } from "./store";

/** Remembers that a wallet switched automatic renewal on: the contract keeps no list. Twice is once. */
export async function noteAutoRenew({ wallet }: { wallet: Wallet }): Promise<void> {
  const deployment = deploymentId();
  await autoRenews().updateOne({ _id: `${deployment}:${wallet}` }, { $set: { deployment, wallet } }, { upsert: true });
}
