import { type Address, erc20Abi, zeroAddress } from "viem";
import { chainReader } from "@/lib/platform/chain";
import { shortWallet } from "./rules";

/** How amounts of a currency are written. */
export type Token = { symbol: string; decimals: number };

const COIN: Token = { symbol: "ETH", decimals: 18 };
const MAX_SYMBOL = 12;
const MAX_KEPT = 100;

const known = new Map<string, Token>();

async function readNew(address: Address): Promise<Token> {
  const ask = <N extends "symbol" | "decimals">(functionName: N) => chainReader().readContract({ address, abi: erc20Abi, functionName }).catch(() => null);
  const [symbol, decimals] = await Promise.all([ask("symbol"), ask("decimals")]);
  const clean = typeof symbol === "string" ? symbol.replace(/[^\p{L}\p{N}.$₮-]/gu, "").slice(0, MAX_SYMBOL) : "";
  // Without its decimals a token's amounts can only be told in the smallest unit.
  return { symbol: clean || shortWallet(address), decimals: typeof decimals === "number" && decimals <= 36 ? decimals : 0 };
}

/** Symbol and decimals of a currency; the zero address is the chain's own coin. Both never change, so they are kept. */
export async function readToken({ address }: { address: Address }): Promise<Token> {
  if (address === zeroAddress) return COIN;
  const key = address.toLowerCase();
  const found = known.get(key);
  if (found) return found;
  const token = await readNew(address);
  // A token that did not answer is asked again: the node may have been away.
  if (token.decimals > 0 && known.size < MAX_KEPT) known.set(key, token);
  return token;
}
