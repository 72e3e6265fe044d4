import {
  type Address,
  BaseError,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  erc6492SignatureValidatorAbi,
  erc6492SignatureValidatorByteCode,
  ExecutionRevertedError,
  hashMessage,
  type Hex,
  HttpRequestError,
  InternalRpcError,
  LimitExceededRpcError,
  parseAbi,
  recoverAddress,
  ResourceUnavailableRpcError,
  size,
  slice,
  TimeoutError,
} from "viem";
import { chainReader } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";
import { consumeLimit } from "@/lib/platform/rate-limit";
import type { SessionMethod } from "./schema";

/** Half the order of secp256k1: a signature with a larger s is the malleable twin of another one (EIP-2). */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
/** How a signature of a wallet that is not deployed yet ends (ERC-6492). */
const COUNTERFACTUAL = "6492".repeat(16);
const erc1271 = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const MAGIC = "0x1626ba7e";
/** The chain's word on one signature, all requests together. */
const CHAIN_TIMEOUT_MS = 8_000;

/** Exactly r, s and v, with a low s and v of 27 or 28: what a wallet with an own key produces. */
function isCanonical(signature: Hex): boolean {
  if (size(signature) !== 65) return false;
  const v = Number(slice(signature, 64));
  return BigInt(slice(signature, 32, 64)) <= HALF_ORDER && (v === 27 || v === 28);
}

async function isOwnKey(wallet: Address, hash: Hex, signature: Hex): Promise<boolean> {
  if (!isCanonical(signature)) return false;
  try {
    return (await recoverAddress({ hash, signature })).toLowerCase() === wallet.toLowerCase();
  } catch {
    return false;
  }
}

const NO_ANSWER = [HttpRequestError, TimeoutError, LimitExceededRpcError, ResourceUnavailableRpcError, InternalRpcError];

/** viem wraps a refused connection like a revert; only a call that really ran may count as "no". */
function isChainAway(error: unknown): boolean {
  if (!(error instanceof BaseError)) return true;
  if (error.walk((cause) => cause instanceof ExecutionRevertedError)) return false;
  return error.walk((cause) => NO_ANSWER.some((kind) => cause instanceof kind)) !== null;
}

/** Calls without changing anything. A call that ran and failed answers null; a chain that did not run it throws. */
async function ask(call: { to?: Address; data: Hex }): Promise<Hex | null> {
  try {
    return (await chainReader().call(call)).data ?? null;
  } catch (error) {
    if (isChainAway(error)) throw error;
    return null;
  }
}

async function isVouchedFor(wallet: Address, hash: Hex, signature: Hex): Promise<boolean> {
  // The universal validator also recovers plain keys, malleable twins included, so it gets wrapped signatures only.
  if (signature.endsWith(COUNTERFACTUAL)) {
    const data = encodeDeployData({ abi: erc6492SignatureValidatorAbi, args: [wallet, hash, signature], bytecode: erc6492SignatureValidatorByteCode });
    const answer = await ask({ data });
    return answer !== null && BigInt(answer) === 1n;
  }
  const code = await chainReader().getCode({ address: wallet });
  if (code === undefined || code === "0x") return false;
  const answer = await ask({ to: wallet, data: encodeFunctionData({ abi: erc1271, args: [hash, signature] }) });
  if (answer === null || size(answer) < 32) return false;
  try {
    return decodeFunctionResult({ abi: erc1271, data: answer }) === MAGIC;
  } catch {
    return false;
  }
}

/**
 * Whether `wallet` signed `message` (EIP-191): by an own key without asking anybody, else by its contract (ERC-1271),
 * deployed or not (ERC-6492), on the configured chain.
 * @returns how it was shown, or null
 * @throws ClubError unavailable (`chain_away`) when the chain had to be asked and did not answer: never "invalid"
 */
export async function verifySignature({ wallet, message, signature }: { wallet: Address; message: string; signature: Hex }): Promise<SessionMethod | null> {
  const hash = hashMessage(message);
  if (await isOwnKey(wallet, hash, signature)) return "eoa";
  if (size(signature) === 0) return null;
  // Counted only here, where the chain has to be asked: junk in somebody's name must not lock out their own key.
  await consumeLimit("sign_in", `wallet:${wallet.toLowerCase()}`);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The chain took too long.")), CHAIN_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([isVouchedFor(wallet, hash, signature), tooLate])) ? "erc1271" : null;
  } catch (cause) {
    throw new ClubError("unavailable", "The chain does not answer, so this signature cannot be checked. Please try again.", { reason: "chain_away", retryAfter: 5, cause });
  } finally {
    clearTimeout(timer);
  }
}
