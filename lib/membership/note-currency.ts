import { deploymentId } from "@/lib/platform/chain";
import { currencies, type Wallet } from "./store";

/** Remembers that the owner once allowed or disallowed this token: the contract keeps no list. Twice is once. */
export async function noteCurrency({ address }: { address: Wallet }): Promise<void> {
  const deployment = deploymentId();
  await currencies().updateOne({ _id: `${deployment}:${address}` }, { $set: { deployment, address } }, { upsert: true });
}
