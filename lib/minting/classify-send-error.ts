/**
 * What became of a transaction that was offered to a node.
 * - `known`: the node has it already, so it is sent
 * - `nonce_used`: its nonce is mined, by it or by another
 * - `underpriced`: a transaction with its nonce is there and pays more
 * - `no_funds`: refused, the signer cannot pay
 * - `refused`: refused for another definite reason
 * - `unknown`: no answer, or one that says nothing; it may have arrived
 */
export type SendOutcome = "known" | "nonce_used" | "underpriced" | "no_funds" | "refused" | "unknown";

/** Texts of geth, erigon, nethermind, besu, reth, anvil and Hardhat's EDR, lower-case. The first that fits decides. */
const TEXTS: readonly [SendOutcome, RegExp][] = [
  ["known", /already known|known transaction|already imported|alreadyknown|already in mempool|transaction already exists/],
  ["nonce_used", /nonce too low|nonce is too low|nonce has already been used|oldnonce|invalid nonce; got|tx nonce .* lower/],
  ["underpriced", /replacement transaction underpriced|replacement transaction.*too low|transaction underpriced|feetoolow|gas price too low to replace|fee too low to replace/],
  ["no_funds", /insufficient funds|insufficientfunds|insufficient balance|sender doesn't have enough funds|upfront cost exceeds/],
  ["refused", /intrinsic gas|exceeds block gas limit|gas limit.*(too high|exceed)|gaslimitexceeded|oversized data|invalid sender|invalid chain id|invalid signature|max priority fee per gas higher|fee cap less than block base fee|max fee per gas less than block base fee|tx fee .* exceeds|nonce gap|transaction type not supported|out of gas/],
];

/** All messages of an error and of what caused it, lower-case. */
function textOf(error: unknown): string {
  const texts: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    texts.push(current.message);
    if ("details" in current && typeof current.details === "string") texts.push(current.details);
    current = current.cause;
  }
  if (current && typeof current === "object" && "message" in current) texts.push(String(current.message));
  return texts.join("\n").toLowerCase();
}

/** Decides by the texts nodes really give: their codes (-32000, -32003, -32603) say little. */
export function classifySendError(error: unknown): SendOutcome {
  const text = textOf(error);
  return TEXTS.find(([, pattern]) => pattern.test(text))?.[0] ?? "unknown";
}
