import { BaseError, ContractFunctionExecutionError, ContractFunctionRevertedError, encodeErrorResult, HttpRequestError, InsufficientFundsError, SwitchChainError, TimeoutError, UserRejectedRequestError, WaitForTransactionReceiptTimeoutError } from "viem";
import { describe, expect, test } from "vitest";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { CHAIN_FAULTS, ChainFault, explainChainError, REVERTS } from "@/lib/platform/chain-errors";
import { messagesOf } from "@/lib/platform/i18n";

const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** What viem throws when a simulated call reverts with the given data. */
function reverted(data: `0x${string}`): ContractFunctionExecutionError {
  const cause = new ContractFunctionRevertedError({ abi: clubMembershipAbi, data, functionName: "buy" });
  return new ContractFunctionExecutionError(cause, { abi: clubMembershipAbi, functionName: "buy", args: [1n, WALLET, 1n] });
}

describe("explainChainError", () => {
  test.each([
    ["ClubMembershipPriceChanged", [5n, 4n], "priceChanged"],
    ["ClubMembershipWrongValue", [5n, 4n], "priceChanged"],
    ["ClubMembershipFull", [500n], "full"],
    ["ClubMembershipPlanInactive", [1n], "planGone"],
    ["ClubMembershipUnknownPlan", [9n], "planGone"],
    ["ClubMembershipAlreadyMember", [WALLET], "alreadyMember"],
    ["ClubMembershipNotMember", [WALLET], "notMember"],
    ["ClubMembershipAlreadyLifetime", [WALLET], "lifetime"],
    ["ClubMembershipTierChangeWhileActive", [WALLET, 1n, 2n], "tierChange"],
    ["AccessControlUnauthorizedAccount", [WALLET, `0x${"00".repeat(32)}`], "notAllowed"],
    ["EnforcedPause", [], "paused"],
    ["ClubMembershipWindowClosed", [1n], "refundClosed"],
  ] as const)("default: the contract's %s", (errorName, args, key) => {
    const data = encodeErrorResult({ abi: clubMembershipAbi as never, errorName, args: args as never } as never);
    expect(explainChainError(reverted(data)).key).toBe(key);
  });

  const ownErrors = new Set([...clubMembershipAbi, ...clubBadgesAbi].filter((item) => item.type === "error").map((item) => item.name as string));

  test("default: every error of both contracts has a fault of its own sentence", () => {
    expect(ownErrors.size).toBeGreaterThan(70);
    expect([...ownErrors].filter((name) => !(name in REVERTS))).toEqual([]);
    expect(Object.values(REVERTS).filter((key) => key === "unknown" || key === "reverted")).toEqual([]);
  });

  test("behavior: every error named here is one of the contracts' own, or of a token they take", () => {
    expect(Object.keys(REVERTS).filter((name) => !ownErrors.has(name) && !name.startsWith("ERC20"))).toEqual([]);
  });

  test("behavior: an error about one wallet says which", () => {
    const data = encodeErrorResult({ abi: clubMembershipAbi, errorName: "ERC1155InvalidReceiver", args: [WALLET] });
    expect(explainChainError(reverted(data))).toMatchObject({ key: "receiver", values: { wallet: "0x7099…79C8" } });
  });

  test("behavior: a declined request is found under the errors around it, by class or by its EIP-1193 code", () => {
    const byClass = new ContractFunctionExecutionError(new UserRejectedRequestError(new Error("no")), { abi: clubMembershipAbi, functionName: "buy", args: [1n, WALLET, 1n] });
    const byCode = new BaseError("Sending failed.", { cause: Object.assign(new Error("User denied"), { code: 4001 }) });
    expect([byClass, byCode, { code: 4001 }].map((error) => explainChainError(error).key)).toEqual(["rejected", "rejected", "rejected"]);
  });

  test.each([
    ["a wallet on another chain", new SwitchChainError(new Error("unknown chain")), "wrongChain"],
    ["a chain the wallet does not know", { code: 4902, message: "Unrecognized chain" }, "wrongChain"],
    ["a request that is open already", { code: -32002, message: "Request already pending" }, "pending"],
    ["too little money", new BaseError("x", { cause: new InsufficientFundsError() }), "shortFunds"],
    ["a node that does not answer", new HttpRequestError({ url: "http://127.0.0.1:1", body: {} }), "chainAway"],
    ["a node that answers too late", new TimeoutError({ url: "http://127.0.0.1:1", body: {} }), "chainAway"],
    ["a block that does not come", new WaitForTransactionReceiptTimeoutError({ hash: `0x${"ab".repeat(32)}` }), "slow"],
    ["a revert without a known name", reverted("0xdeadbeef"), "reverted"],
  ] as const)("default: %s", (_, error, key) => {
    expect(explainChainError(error).key).toBe(key);
  });

  test("behavior: a fault of our own keeps its values", () => {
    const fault = new ChainFault("shortBalance", { amount: "0.01 ETH" });
    expect(explainChainError(new Error("outer", { cause: fault }))).toEqual({ key: "shortBalance", values: { amount: "0.01 ETH" }, detail: "shortBalance" });
  });

  test.each([[undefined], [null], ["text"], [42], [new Error("boom")]])("error: what is no chain error is unknown: %s", (error) => {
    expect(explainChainError(error).key).toBe("unknown");
  });

  test("behavior: causes that go in a circle end", () => {
    const circle: { cause?: unknown; message: string } = { message: "round" };
    circle.cause = circle;
    expect(explainChainError(circle)).toEqual({ key: "unknown", values: {}, detail: "round" });
  });

  test.each(["en", "ru"] as const)("behavior: every fault has a sentence in %s", (locale) => {
    expect(Object.keys(messagesOf(locale).wallet.faults).sort()).toEqual([...CHAIN_FAULTS].sort());
  });
});
