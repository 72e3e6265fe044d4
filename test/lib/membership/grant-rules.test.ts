import { describe, expect, test } from "vitest";
import { type Grant, GRANT_BATCH, type HeldPass, LIFETIME, MAX_GRANT_LINES, parseGrants, planGrants } from "@/lib/membership/grant-rules";

const AT = new Date("2026-11-24T12:00:00Z");
const NOW = BigInt(AT.getTime() / 1000);
const wallet = (index: number): `0x${string}` => `0x${(index + 1).toString(16).padStart(40, "0")}`;
const parse = (text: string) => parseGrants({ text, tiers: [1, 3], defaults: { tier: 1, until: "30d" }, at: AT });
const reasons = (text: string) => parse(text).faults.map(({ line, reason }) => [line, reason]);

describe("parseGrants", () => {
  test("default: addresses alone get the defaults", () => {
    expect(parse(`${wallet(1)}\n${wallet(2)}\n`)).toEqual({
      grants: [
        { line: 1, wallet: wallet(1), tier: 1, until: NOW + 30n * 86_400n },
        { line: 2, wallet: wallet(2), tier: 1, until: NOW + 30n * 86_400n },
      ],
      faults: [],
    });
  });

  test("default: tier and end by line, as a date (the whole day), a time, days or for good", () => {
    const { grants, faults } = parse(`${wallet(1)},3,2027-01-31\n${wallet(2)};1;2027-01-31T10:00Z\n${wallet(3)}\t3\tlifetime\n${wallet(4)},,90d`);
    expect(faults).toEqual([]);
    expect(grants.map(({ tier, until }) => [tier, until])).toEqual([
      [3, BigInt(Date.UTC(2027, 0, 31, 23, 59, 59) / 1000)],
      [1, BigInt(Date.UTC(2027, 0, 31, 10) / 1000)],
      [3, LIFETIME],
      [1, NOW + 90n * 86_400n],
    ]);
  });

  test("behavior: column names, empty lines, remarks, quotes, any line ending and a byte-order mark are taken as people save them", () => {
    const { grants, faults } = parse(`\uFEFFAddress,Tier,Until\r\n\r\n# friends\r"${wallet(1)}", 3 ,\n , , \n`);
    expect(faults).toEqual([]);
    expect(grants).toMatchObject([{ line: 4, wallet: wallet(1), tier: 3 }]);
  });

  test("error: every bad line is named with its number, and the good ones are still read", () => {
    const good = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
    const text = [good, "vitalik.eth", good.replace("906", "90F"), `${wallet(1)},2`, `${wallet(2)},one`, `${wallet(3)},1,tomorrow`, `${wallet(4)},1,2027-02-30`, `${wallet(5)},1,2020-01-01`, `${wallet(6)},1,30d,x`, good.toLowerCase(), `0x${"0".repeat(40)}`, `${wallet(7)},1,0d`];
    expect(reasons(text.join("\n"))).toEqual([[2, "walletWrong"], [3, "walletChecksum"], [4, "tier"], [5, "tier"], [6, "until"], [7, "until"], [8, "past"], [9, "columns"], [10, "duplicate"], [11, "walletWrong"], [12, "until"]]);
    expect(parse(text.join("\n")).faults[8]).toMatchObject({ first: 1, text: good.toLowerCase() });
    expect(parse(text.join("\n")).grants).toHaveLength(1);
  });

  test("error: a wallet is double also when its first line was bad for another reason", () => {
    expect(reasons(`${wallet(1)},9\n${wallet(1)}`)).toEqual([[1, "tier"], [2, "duplicate"]]);
  });

  test("error: a list that is too long ends with one fault", () => {
    const text = Array.from({ length: MAX_GRANT_LINES + 5 }, (_, index) => wallet(index)).join("\n");
    expect(reasons(text)).toEqual([[MAX_GRANT_LINES + 1, "tooMany"]]);
  });

  test("error: nothing at all is no fault and no grant", () => expect(parse(" \n\n")).toEqual({ grants: [], faults: [] }));
});

describe("planGrants", () => {
  const grant = (index: number, until = NOW + 100n, tier = 1): Grant => ({ line: index + 1, wallet: wallet(index), tier, until });
  const none: ReadonlyMap<string, HeldPass> = new Map();

  test("default: at most 100 wallets in one transaction, in the order of the list", () => {
    const { batches, seats } = planGrants({ grants: Array.from({ length: 2 * GRANT_BATCH + 1 }, (_, index) => grant(index)), heldBy: none });
    expect(batches.map((batch) => batch.grants.length)).toEqual([100, 100, 1]);
    expect(batches[1]?.grants[0]?.line).toBe(101);
    expect(seats).toBe(201);
  });

  test("behavior: one transaction has one tier and one end", () => {
    const { batches } = planGrants({ grants: [grant(0), grant(1, LIFETIME), grant(2), grant(3, NOW + 100n, 3)], heldBy: none });
    expect(batches.map(({ tier, until, grants }) => [tier, until, grants.map(({ line }) => line)])).toEqual([[1, NOW + 100n, [1, 3]], [1, LIFETIME, [2]], [3, NOW + 100n, [4]]]);
  });

  test("behavior: a list sent in part leaves out who has the pass already; shorter and ended passes are prolonged", () => {
    const heldBy = new Map<string, HeldPass>([
      [wallet(0), { tier: 1, expiresAt: NOW + 100n }],
      [wallet(1), { tier: 1, expiresAt: LIFETIME }],
      [wallet(2), { tier: 1, expiresAt: NOW + 99n }],
      [wallet(3), { tier: 3, expiresAt: NOW + 500n }],
      [wallet(4), { tier: 3, expiresAt: NOW + 5n }],
    ]);
    const plan = planGrants({ grants: [0, 1, 2, 3, 4, 5].map((index) => grant(index)), heldBy });
    expect(plan.held.map(({ line }) => line)).toEqual([1, 2]);
    expect(plan.longer.map(({ line }) => line)).toEqual([4]);
    expect(plan.batches.flatMap(({ grants }) => grants.map(({ line }) => line))).toEqual([3, 5, 6]);
    expect(plan.seats).toBe(1);
  });
});
