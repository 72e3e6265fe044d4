/** Everything that can go wrong between a person, their wallet and the chain; each has a sentence in the catalogue. */
export const CHAIN_FAULTS = [
  "rejected", "dismissed", "noWallet", "wrongChain", "otherWallet", "pending", "shortBalance", "priceChanged", "full", "planGone", "alreadyMember",
  "notMember", "lifetime", "tierChange", "paused", "notAllowed", "chainAway", "slow", "reverted", "signInFailed", "unknown",
] as const;
export type ChainFaultKey = (typeof CHAIN_FAULTS)[number];

/** What happened, for choosing the sentence. `values` fill its gaps; `detail` is the chain's own short text, for support. */
export type ChainFaultView = { key: ChainFaultKey; values: Record<string, string>; detail: string };

/** Thrown where our own wallet code knows the fault already. */
export class ChainFault extends Error {
  constructor(readonly key: ChainFaultKey, readonly values: Record<string, string> = {}, detail = "") {
    super(detail || key);
    this.name = "ChainFault";
  }
}

/** Custom errors of the two contracts (and of their bases) → the fault a person can act on. */
export const REVERTS: Readonly<Record<string, ChainFaultKey>> = {
  ClubMembershipPriceChanged: "priceChanged",
  ClubMembershipWrongValue: "priceChanged",
  ClubMembershipFull: "full",
  ClubMembershipPlanInactive: "planGone",
  ClubMembershipUnknownPlan: "planGone",
  ClubMembershipAlreadyMember: "alreadyMember",
  ClubMembershipNotMember: "notMember",
  ClubMembershipAlreadyLifetime: "lifetime",
  ClubMembershipTierChangeWhileActive: "tierChange",
  ClubMembershipUnauthorizedAdmin: "notAllowed",
  ClubBadgesUnauthorizedAdmin: "notAllowed",
  AccessControlUnauthorizedAccount: "notAllowed",
  EnforcedPause: "paused",
};

/** Names of viem and wagmi errors that need no look at the chain's answer. */
const BY_NAME: Readonly<Record<string, ChainFaultKey>> = {
  UserRejectedRequestError: "rejected",
  ResourceUnavailableRpcError: "pending",
  ChainMismatchError: "wrongChain",
  SwitchChainError: "wrongChain",
  ConnectorChainMismatchError: "wrongChain",
  InsufficientFundsError: "shortBalance",
  WaitForTransactionReceiptTimeoutError: "slow",
  HttpRequestError: "chainAway",
  TimeoutError: "chainAway",
  WebSocketRequestError: "chainAway",
  RpcRequestError: "unknown",
};

type Link = { name?: unknown; code?: unknown; shortMessage?: unknown; message?: unknown; cause?: unknown; data?: unknown };

/** The error and its causes, outermost first. Bounded: a cause may point back at its error. */
function chainOf(error: unknown): Link[] {
  const links: Link[] = [];
  for (let link = error; typeof link === "object" && link !== null && links.length < 12; link = (link as Link).cause) links.push(link as Link);
  return links;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function revertName({ data }: Link): string {
  return typeof data === "object" && data !== null && "errorName" in data ? textOf(data.errorName) : "";
}

/**
 * Explains a thrown error of wallet or chain code. Looks first for the contract's own error by name, then for what the
 * wallet said (EIP-1193 codes, EIP-1474), then for the transport; never throws. Values of `shortBalance` are empty when
 * the exact shortfall is not known.
 */
export function explainChainError(error: unknown): ChainFaultView {
  const links = chainOf(error);
  const own = links.find((link) => link instanceof ChainFault);
  if (own instanceof ChainFault) return { key: own.key, values: own.values, detail: own.message };
  const detail = links.map((link) => textOf(link.shortMessage) || textOf(link.message)).find(Boolean) ?? String(error);
  const say = (key: ChainFaultKey): ChainFaultView => ({ key, values: {}, detail });
  for (const link of links) {
    const name = revertName(link);
    if (name) return say(REVERTS[name] ?? "reverted");
  }
  for (const link of links) {
    if (link.code === 4001) return say("rejected");
    if (link.code === -32002) return say("pending");
    if (link.code === 4902) return say("wrongChain");
    const key = BY_NAME[textOf(link.name)];
    if (key && key !== "unknown") return say(key);
  }
  if (links.some((link) => textOf(link.name) === "ContractFunctionRevertedError")) return say("reverted");
  return say("unknown");
}
