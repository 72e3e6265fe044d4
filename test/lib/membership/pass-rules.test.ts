import fc from "fast-check";
import { parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { amountText, autoRenewOpens, daysLeft, isRenewalDue, parseAmount, refundLeft, renewedEnd, shortfall } from "@/lib/membership/pass-rules";
import { DEPTH } from "../../setup/depth";

const AT = new Date("2026-11-24T12:00:00Z");
const later = (ms: number) => new Date(AT.getTime() + ms);
const DAY = 86_400_000;

describe("time that is left", () => {
  test.each([[-1, 0], [0, 0], [1, 1], [DAY, 1], [DAY + 1, 2], [30 * DAY, 30]])("default: %i ms to the end are %i days", (ms, days) => expect(daysLeft({ expiresAt: later(ms), at: AT })).toBe(days));

  test.each([
    [-1, null],
    [0, { unit: "minutes", count: 0 }],
    [59 * 60_000 + 59_000, { unit: "minutes", count: 59 }],
    [2 * 3_600_000 - 1, { unit: "minutes", count: 119 }],
    [2 * 3_600_000, { unit: "hours", count: 2 }],
    [2 * DAY - 1, { unit: "hours", count: 47 }],
    [2 * DAY, { unit: "days", count: 2 }],
    [14 * DAY, { unit: "days", count: 14 }],
  ])("default: %i ms before the last second of a refund", (ms, left) => expect(refundLeft({ until: later(ms), at: AT })).toEqual(left));
});

describe("renewedEnd", () => {
  const month = 30 * 86_400;
  test("default: counted from the end of a live pass, from now when it ended or there is none", () => {
    expect(renewedEnd({ expiresAt: later(5 * DAY), durationSeconds: month, at: AT })).toEqual(later(35 * DAY));
    expect(renewedEnd({ expiresAt: later(-DAY), durationSeconds: month, at: AT })).toEqual(later(30 * DAY));
    expect(renewedEnd({ expiresAt: AT, durationSeconds: month, at: AT })).toEqual(later(30 * DAY));
    expect(renewedEnd({ expiresAt: null, durationSeconds: month, at: AT })).toEqual(later(30 * DAY));
  });
  test("behavior: a plan without end has none", () => expect(renewedEnd({ expiresAt: later(DAY), durationSeconds: 0, at: AT })).toBeNull());
  test("default: the window of automatic renewal is the last twentieth", () => expect(autoRenewOpens({ expiresAt: later(30 * DAY), durationSeconds: month })).toEqual(later(28.5 * DAY)));
  test.each([[1.5 * DAY + 1, false], [1.5 * DAY, true], [0, true], [-7 * DAY, true], [-7 * DAY - 1, false]])("default: %i ms before its end a 30-day pass may be renewed automatically: %s", (left, due) =>
    expect(isRenewalDue({ expiresAt: later(left), durationSeconds: month, at: AT })).toBe(due));
});

describe("amounts", () => {
  test.each([[10n, 7n, 3n], [7n, 7n, 0n], [1n, 9n, 0n]])("default: of %s with %s there, %s are missing", (need, have, missing) => expect(shortfall({ need, have })).toBe(missing));

  test.each([["0.01", 18, 10n ** 16n], ["1", 6, 1_000_000n], ["12,5", 6, 12_500_000n], ["1 000", 2, 100_000n], ["0", 18, 0n], ["5", 0, 5n]])("default: %s with %i digits", (typed, decimals, amount) => expect(parseAmount(typed, decimals)).toBe(amount));

  test.each([["", 18], ["-1", 18], [".5", 18], ["1.", 18], ["1e3", 18], ["1.234", 2], ["0x10", 18], ["1.2.3", 18], ["1.5", 0]])("error: %j is no amount", (typed, decimals) => expect(parseAmount(typed, decimals)).toBeNull());

  test("behavior: what is missing never looks smaller than it is, what is there never larger", () => {
    expect(amountText({ amount: 8_224_000_000_000_001n, decimals: 18, round: "up" })).toBe("0.008225");
    expect(amountText({ amount: 1_999_999_999_999_999n, decimals: 18 })).toBe("0.001999");
    expect(amountText({ amount: 5n, decimals: 0 })).toBe("5");
    expect(amountText({ amount: 0n, decimals: 18 })).toBe("0");
  });

  test("behavior: what is typed is what is meant, for every amount of up to six digits after the point", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 6, max: 24 }), (millionths, decimals) => {
        const amount = millionths * 10n ** BigInt(decimals - 6);
        const text = amountText({ amount, decimals });
        expect(parseAmount(text, decimals)).toBe(amount);
        expect(parseUnits(text, decimals)).toBe(amount);
        expect(amountText({ amount, decimals, round: "up" })).toBe(text);
      }),
      { numRuns: DEPTH.propertyRuns },
    ));
});
