import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifySendError } from "@/lib/minting/classify-send-error";
import { badgesAffordable, bumpedFees, feesFor, GAS_CEILING, gasLimitOf, isBatchDue, shownState } from "@/lib/minting/rules";
import { ITEM_STATES } from "@/lib/minting/schema";
import { DEPTH } from "../../setup/depth";

describe("classifySendError", () => {
  test.each([
    ["already known", "known"],
    ["Known transaction: 0xabc", "known"],
    ["transaction already imported", "known"],
    ["nonce too low", "nonce_used"],
    ["Transaction nonce too low. Expected nonce to be 5 but got 4. Note that transactions can't be queued when automining.", "nonce_used"],
    ["nonce too low: next nonce 8, tx nonce 7", "nonce_used"],
    ["replacement transaction underpriced", "underpriced"],
    ["Replacement transaction underpriced. A gasPrice/maxFeePerGas of at least 2 is necessary", "underpriced"],
    ["insufficient funds for gas * price + value", "no_funds"],
    ["Insufficient funds for gas * price + value: have 0 want 5", "no_funds"],
    ["sender doesn't have enough funds to send tx. The max upfront cost is: 5", "no_funds"],
    ["intrinsic gas too low", "refused"],
    ["exceeds block gas limit", "refused"],
    ["max fee per gas less than block base fee", "refused"],
    ["The request took too long to respond.", "unknown"],
    ["fetch failed", "unknown"],
    ["Internal error", "unknown"],
  ] as const)("default: %s → %s", (text, outcome) => {
    expect(classifySendError(new Error(text))).toBe(outcome);
    expect(classifySendError(new Error("outer", { cause: new Error("middle", { cause: { code: -32000, message: text } }) }))).toBe(outcome);
  });

  test("behavior: what is no error at all is unknown", () => {
    for (const odd of [undefined, null, 7, "nonce", {}]) expect(classifySendError(odd)).toBe("unknown");
  });
});

describe("fees", () => {
  const wei = fc.bigInt({ min: 1n, max: 10n ** 12n });

  test("behavior: a bump raises both by at least a tenth, never above the cap, or is none", () => {
    fc.assert(
      fc.property(wei, wei, wei, wei, (tip, base, now, cap) => {
        const first = feesFor({ baseFee: base, tip, cap });
        if (!first) {
          expect(base + tip > cap).toBe(true);
          return;
        }
        expect(first.maxFeePerGas <= cap && first.maxFeePerGas >= base + tip).toBe(true);
        const next = bumpedFees({ last: first, baseFee: now, cap });
        if (!next) return;
        expect(next.maxFeePerGas <= cap).toBe(true);
        expect(next.maxFeePerGas * 10n >= first.maxFeePerGas * 11n && next.maxPriorityFeePerGas * 10n >= first.maxPriorityFeePerGas * 11n).toBe(true);
        expect(next.maxPriorityFeePerGas <= next.maxFeePerGas).toBe(true);
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });

  test("default: the gas limit has room, and a ceiling", () => {
    expect(gasLimitOf(100_000n)).toBe(140_000n);
    expect(gasLimitOf(GAS_CEILING)).toBe(GAS_CEILING);
    expect(badgesAffordable({ balance: 100n, feePerBadge: 30n })).toBe(3);
    expect(badgesAffordable({ balance: 100n, feePerBadge: 0n })).toBeNull();
  });
});

describe("isBatchDue", () => {
  const settings = { waitMs: 5_000, batchAt: 25 };
  test("default: full, or old enough", () => {
    expect(isBatchDue({ waiting: 0, oldest: 0, at: 10_000, settings })).toBe(false);
    expect(isBatchDue({ waiting: 1, oldest: 5_001, at: 10_000, settings })).toBe(false);
    expect(isBatchDue({ waiting: 1, oldest: 5_000, at: 10_000, settings })).toBe(true);
    expect(isBatchDue({ waiting: 25, oldest: 10_000, at: 10_000, settings })).toBe(true);
  });
});

describe("shownState", () => {
  test("default: what a member sees of each state", () => {
    const see = (state: (typeof ITEM_STATES)[number], txHash: string | null = null) => shownState({ state, txHash, reason: "why" }, null);
    expect(ITEM_STATES.map((state) => [state, see(state).state])).toEqual([
      ["pending", "queued"], ["assigned", "queued"], ["claiming", "queued"], ["mined", "mined"], ["final", "final"], ["parked", "parked"], ["skipped", "skipped"], ["cancelled", "skipped"],
    ]);
    expect(see("assigned", "0x1").state).toBe("sent");
  });

  test("behavior: a held signer parks what waits, and only that; holds that pass by themselves do not", () => {
    for (const reason of ["out_of_gas", "minter_revoked", "paused", "refused"] as const) {
      expect(shownState({ state: "pending", txHash: null, reason: null }, { reason })).toEqual({ state: "parked", reason });
      expect(shownState({ state: "final", txHash: "0x1", reason: null }, { reason }).state).toBe("final");
    }
    for (const reason of ["rate_limited", "fee_too_high"] as const) expect(shownState({ state: "pending", txHash: null, reason: null }, { reason }).state).toBe("queued");
  });
});
