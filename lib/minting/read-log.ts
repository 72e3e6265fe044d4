import { chainReader } from "@/lib/platform/chain";
import { type TxRow, txs } from "./store";
import type { MintTurn } from "./turn";

type Signer = Pick<MintTurn, "deploymentId" | "signer">;

/** Logged transactions that are not settled yet, by nonce. */
export const readInFlight = ({ deploymentId, signer }: Signer): Promise<TxRow[]> =>
  txs().find({ deploymentId, signer, state: { $in: ["signed", "broadcast"] } }).sort({ nonce: 1 }).toArray();

/** The highest nonce in the log, or -1. */
export const readLastNonce = async ({ deploymentId, signer }: Signer): Promise<number> =>
  (await txs().find({ deploymentId, signer }, { projection: { nonce: 1 } }).sort({ nonce: -1 }).limit(1).toArray())[0]?.nonce ?? -1;

/** How many transactions of the signer are in blocks: the nonce that comes next on the chain. */
export const readChainNonce = ({ signer }: Pick<MintTurn, "signer">): Promise<number> => chainReader().getTransactionCount({ address: signer, blockTag: "latest" });
