import { domainSeparator, type Hex, parseAbi, parseSignature, type TypedDataDomain } from "viem";
import { getBlock, getBytecode, readContract, signTypedData } from "wagmi/actions";
import { explainChainError } from "@/lib/platform/chain-errors";
import type { TokenOfPlan } from "./approve-token";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

/** An ERC-2612 permit, as `buyWithPermit` takes it. */
export type Permit = { deadline: bigint; v: number; r: Hex; s: Hex };
type SignPermit = { wallet: ConnectedWallet; settings: WalletSettings; token: TokenOfPlan; amount: bigint; onAsk: () => void };

const LIFE_SECONDS = 3600n;
const permitAbi = parseAbi([
  "function nonces(address owner) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
]);
const TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/**
 * What a permit of this token is signed for, or null when the token takes none. Only a domain that gives the token's
 * own separator is believed: a signature for another one would be refused after it was asked for.
 */
async function readDomain({ wallet, settings, token }: Omit<SignPermit, "amount" | "onAsk">): Promise<{ domain: TypedDataDomain; nonce: bigint } | null> {
  const { config } = wallet;
  const address = token.currency as `0x${string}`;
  const at = { abi: permitAbi, address, chainId: settings.chainId } as const;
  try {
    const [nonce, separator, own, name, version] = await Promise.all([
      readContract(config, { ...at, functionName: "nonces", args: [wallet.address] }),
      readContract(config, { ...at, functionName: "DOMAIN_SEPARATOR" }),
      readContract(config, { ...at, functionName: "eip712Domain" }).catch(() => null),
      readContract(config, { ...at, functionName: "name" }),
      readContract(config, { ...at, functionName: "version" }).catch(() => "1"),
    ]);
    const domain = { name: own?.[1] ?? name, version: own?.[2] ?? version, chainId: settings.chainId, verifyingContract: address };
    return domainSeparator({ domain }) === separator ? { domain, nonce } : null;
  } catch {
    return null;
  }
}

/**
 * Asks the wallet to sign a permit, which costs nothing and stands in place of an approval. Null when token or wallet
 * knows none: then an approval is needed. `onAsk` is called right before the wallet shows it.
 * @throws what `faultText` explains when the person declines
 */
export async function signPermit({ wallet, settings, token, amount, onAsk }: SignPermit): Promise<Permit | null> {
  const { config, address: owner } = wallet;
  // A wallet that is a contract has no key whose signature a token would take.
  const code = await getBytecode(config, { address: owner, chainId: settings.chainId });
  if (code && code !== "0x") return null;
  const found = await readDomain({ wallet, settings, token });
  if (!found) return null;
  const { timestamp } = await getBlock(config, { chainId: settings.chainId });
  const seconds = BigInt(Math.floor(Date.now() / 1000));
  const deadline = (timestamp > seconds ? timestamp : seconds) + LIFE_SECONDS;
  onAsk();
  try {
    const message = { owner, spender: settings.membership, value: amount, nonce: found.nonce, deadline };
    const { r, s, v, yParity } = parseSignature(await signTypedData(config, { account: owner, domain: found.domain, types: TYPES, primaryType: "Permit", message }));
    return { deadline, r, s, v: Number(v ?? BigInt(yParity + 27)) };
  } catch (error) {
    const { key } = explainChainError(error);
    if (key === "rejected" || key === "pending") throw error;
    return null;
  }
}
