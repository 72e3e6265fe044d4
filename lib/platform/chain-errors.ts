/** Everything that can go wrong between a person, their wallet and the chain; each has a sentence in the catalogue. */
export const CHAIN_FAULTS = [
  "rejected", "dismissed", "noWallet", "wrongChain", "otherWallet", "pending", "shortBalance", "priceChanged", "full", "planGone", "alreadyMember",
  "notMember", "lifetime", "tierChange", "paused", "notAllowed", "chainAway", "slow", "reverted", "signInFailed", "unknown",
  "refundNone", "refundClosed", "refundOpen", "nothingToWithdraw", "belowSupply", "badExpiry", "shorterExpiry", "unknownTier", "badDuration", "priceTooHigh",
  "currencyNotAllowed", "feeToken", "tokenRefused", "tokenShort", "tokenAllowance", "badWindow", "autoRenewOff", "autoRenewEarly", "autoRenewLate",
  "batchSize", "sameAccount", "zeroAddress", "textLength", "soulbound", "successorSet", "tooMany", "receiver", "gas", "ownerRules", "notPaused", "contractRefused",
  "badgeDefined", "badgeHeld", "badgeBlocked", "badgeFrozen", "badgeId", "badgeUndefined", "badgeNotBlocked", "badgeNotHeld", "nothingToReissue",
  "mintRate", "badRate", "voucherBad", "voucherExpired", "seats", "shortFunds",
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

/** Custom errors of the two contracts, of their bases and of ERC-20 tokens → the fault a person can act on. A test holds that none is missing. */
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
  ClubMembershipNotRefundable: "refundNone",
  ClubMembershipWindowClosed: "refundClosed",
  ClubMembershipRefundOpen: "refundOpen",
  ClubMembershipNothingToWithdraw: "nothingToWithdraw",
  ClubMembershipBelowSupply: "belowSupply",
  ClubMembershipInvalidExpiry: "badExpiry",
  ClubMembershipShorterExpiry: "shorterExpiry",
  ClubMembershipUnknownTier: "unknownTier",
  ClubMembershipInvalidDuration: "badDuration",
  ClubMembershipPriceTooHigh: "priceTooHigh",
  ClubMembershipCurrencyNotAllowed: "currencyNotAllowed",
  ClubMembershipFeeOnTransfer: "feeToken",
  ClubMembershipInvalidWindow: "badWindow",
  ClubMembershipAutoRenewOff: "autoRenewOff",
  ClubMembershipAutoRenewTooEarly: "autoRenewEarly",
  ClubMembershipAutoRenewTooLate: "autoRenewLate",
  ClubMembershipEmptyBatch: "batchSize",
  ClubMembershipBatchTooLarge: "batchSize",
  ClubMembershipSameAccount: "sameAccount",
  ClubMembershipZeroAddress: "zeroAddress",
  ClubMembershipTextLength: "textLength",
  ClubMembershipSoulbound: "soulbound",
  ClubMembershipSuccessorSet: "successorSet",
  ClubMembershipTooManyPlans: "tooMany",
  ClubMembershipInsufficientGas: "gas",
  ClubBadgesUnauthorizedAdmin: "notAllowed",
  ClubBadgesAlreadyDefined: "badgeDefined",
  ClubBadgesAlreadyHeld: "badgeHeld",
  ClubBadgesBlocked: "badgeBlocked",
  ClubBadgesFrozen: "badgeFrozen",
  ClubBadgesInvalidId: "badgeId",
  ClubBadgesUndefinedBadge: "badgeUndefined",
  ClubBadgesNotBlocked: "badgeNotBlocked",
  ClubBadgesNotHeld: "badgeNotHeld",
  ClubBadgesNothingToReissue: "nothingToReissue",
  ClubBadgesRateLimited: "mintRate",
  ClubBadgesInvalidRate: "badRate",
  ClubBadgesInvalidVoucher: "voucherBad",
  ClubBadgesVoucherExpired: "voucherExpired",
  ClubBadgesEmptyBatch: "batchSize",
  ClubBadgesBatchTooLarge: "batchSize",
  ClubBadgesSameAccount: "sameAccount",
  ClubBadgesZeroAddress: "zeroAddress",
  ClubBadgesTextLength: "textLength",
  ClubBadgesSoulbound: "soulbound",
  ClubBadgesTooManyMinters: "tooMany",
  ClubBadgesInsufficientGas: "gas",
  ClubBadgesOnlySelf: "contractRefused",
  ERC1155InvalidReceiver: "receiver",
  ERC1155InsufficientBalance: "soulbound",
  ERC1155InvalidApprover: "soulbound",
  ERC1155InvalidArrayLength: "soulbound",
  ERC1155InvalidOperator: "soulbound",
  ERC1155InvalidSender: "soulbound",
  ERC1155MissingApprovalForAll: "soulbound",
  AccessControlUnauthorizedAccount: "notAllowed",
  AccessControlBadConfirmation: "ownerRules",
  AccessControlEnforcedDefaultAdminDelay: "ownerRules",
  AccessControlEnforcedDefaultAdminRules: "ownerRules",
  AccessControlInvalidDefaultAdmin: "ownerRules",
  EnforcedPause: "paused",
  ExpectedPause: "notPaused",
  FailedCall: "tokenRefused",
  InsufficientBalance: "tokenRefused",
  SafeERC20FailedOperation: "tokenRefused",
  ERC20InsufficientBalance: "tokenShort",
  ERC20InsufficientAllowance: "tokenAllowance",
  ReentrancyGuardReentrantCall: "contractRefused",
  SafeCastOverflowedUintDowncast: "contractRefused",
  InvalidShortString: "contractRefused",
  StringTooLong: "contractRefused",
};

/** Names of viem and wagmi errors that need no look at the chain's answer. */
const BY_NAME: Readonly<Record<string, ChainFaultKey>> = {
  UserRejectedRequestError: "rejected",
  ResourceUnavailableRpcError: "pending",
  ChainMismatchError: "wrongChain",
  SwitchChainError: "wrongChain",
  ConnectorChainMismatchError: "wrongChain",
  InsufficientFundsError: "shortFunds",
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

function revertOf({ data }: Link): { name: string; values: Record<string, string> } {
  if (typeof data !== "object" || data === null || !("errorName" in data)) return { name: "", values: {} };
  const first: unknown = "args" in data && Array.isArray(data.args) ? data.args[0] : undefined;
  const isWallet = typeof first === "string" && /^0x[0-9a-fA-F]{40}$/.test(first);
  return { name: textOf(data.errorName), values: isWallet ? { wallet: `${first.slice(0, 6)}…${first.slice(-4)}` } : {} };
}

/**
 * Explains a thrown error of wallet or chain code. Looks first for the contract's own error by name, then for what the
 * wallet said (EIP-1193 codes, EIP-1474), then for the transport; never throws. An error about one wallet has its short
 * address as `wallet`.
 */
export function explainChainError(error: unknown): ChainFaultView {
  const links = chainOf(error);
  const own = links.find((link) => link instanceof ChainFault);
  if (own instanceof ChainFault) return { key: own.key, values: own.values, detail: own.message };
  const detail = links.map((link) => textOf(link.shortMessage) || textOf(link.message)).find(Boolean) ?? String(error);
  const say = (key: ChainFaultKey): ChainFaultView => ({ key, values: {}, detail });
  for (const link of links) {
    const { name, values } = revertOf(link);
    if (name) return { ...say(REVERTS[name] ?? "reverted"), values };
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
