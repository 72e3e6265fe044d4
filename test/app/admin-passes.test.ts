import { zeroHash } from "viem";
import { describe, expect, test } from "vitest";
import { hashOf, uriFault } from "@/app/admin/badges/_components/badge-draft";
import { badgeFit } from "@/app/admin/badges/_components/badge-fit";
import { durationOf, priceOf, refundWindowOf, seatsOf } from "@/app/admin/passes/_components/plan-draft";

describe("the terms of a plan", () => {
  test("default: lengths in days, or for good", () => {
    expect([durationOf("30", ""), durationOf("365", "x"), durationOf("life", ""), durationOf("other", " 7 ")]).toEqual([2_592_000n, 31_536_000n, 0n, 604_800n]);
  });
  test("error: what the contract would refuse is no length", () => expect(["", "0", "3651", "1.5", "-3", "ten"].map((days) => durationOf("other", days))).toEqual([null, null, null, null, null, null]));
  test("default: a price in the smallest unit, nothing included", () => expect([priceOf("0.01", 18), priceOf("0", 18), priceOf("12,5", 6)]).toEqual([10n ** 16n, 0n, 12_500_000n]));
  test("error: a price that is none, too fine, or more than the contract keeps", () => expect([priceOf("", 18), priceOf("0.001", 2), priceOf("79228162514.264337593543950336", 18)]).toEqual([null, null, null]));
  test("default: seats never below those taken, 0 for no limit", () => expect([seatsOf("0", 7), seatsOf("7", 7), seatsOf("6", 7), seatsOf("4294967296", 7), seatsOf("", 7)]).toEqual([0, 7, null, null, null]));
  test("default: 0 to 14 days for a refund", () => expect([refundWindowOf("0"), refundWindowOf("14"), refundWindowOf("15"), refundWindowOf("a")]).toEqual([0, 1_209_600, null, null]));
});

describe("the terms of a badge", () => {
  test("default: what wallets and explorers can open", () => expect(["https://club.example/1.json", "ipfs://bafy/1", "data:application/json;base64,e30="].map(uriFault)).toEqual([null, null, null]));
  test("error: anything else", () => expect(["", "  ", "javascript:alert(1)", "club.example/1", "https://a b", `https://club.example/${"я".repeat(260)}`].map(uriFault)).toEqual(["uriMissing", "uriMissing", "uriScheme", "uriScheme", "uriScheme", "uriLong"]));
  test("default: a hash, or none", () => expect([hashOf(""), hashOf(` 0x${"Ab".repeat(32)} `), hashOf("0x12"), hashOf("zz")]).toEqual([zeroHash, `0x${"ab".repeat(32)}`, null, null]));
  test("behavior: how a badge on-chain stands to what is served", () => {
    const served = { uri: "https://club.example/api/metadata/badges/1.json", contentHash: `0x${"11".repeat(32)}` } as const;
    const onChain = (uri: string, contentHash: `0x${string}`) => ({ uri, contentHash, frozen: false });
    expect(badgeFit(null, served)).toBe("none");
    expect(badgeFit(onChain(served.uri, served.contentHash), served)).toBe("here");
    expect(badgeFit(onChain(served.uri, zeroHash), served)).toBe("stale");
    expect(badgeFit(onChain("http://localhost:3000/api/metadata/badges/1.json", served.contentHash), served)).toBe("stale");
    expect(badgeFit(onChain("ipfs://bafy/1", zeroHash), served)).toBe("elsewhere");
  });
});
