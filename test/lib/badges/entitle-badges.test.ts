import { beforeAll, describe, expect, test } from "vitest";
import { entitleBadges } from "@/lib/badges/entitle-badges";
import { listEntitlements } from "@/lib/badges/list-entitlements";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { correctXp } from "@/lib/xp/correct-xp";
import { DEPTH } from "../../setup/depth";

beforeAll(() => createDeclaredIndexes());

let count = 0;
const newMember = () => ensureAccount({ wallet: `0xbb${(++count).toString(16).padStart(38, "0")}`, locale: "en" });
const admin = () => ensureAccount({ wallet: `0x${"ad".repeat(20)}`, locale: "en" });
const give = async (memberId: string, amount: number) => correctXp({ memberId, amount, reason: "for the test", key: `key-${(++count).toString().padStart(8, "0")}`, byId: (await admin())._id });

describe("entitleBadges", () => {
  test("default: an entitlement for each threshold that is reached, once", async () => {
    const ana = await newMember();
    expect(await entitleBadges({ memberId: ana._id })).toEqual([]);
    await give(ana._id, 120);
    expect(await entitleBadges({ memberId: ana._id })).toEqual([1, 11]);
    expect(await entitleBadges({ memberId: ana._id })).toEqual([]);
    expect((await listEntitlements({ memberId: ana._id })).map((row) => [row._id, row.wallet, row.xp, row.walletIsCurrent])).toEqual([
      [`${ana._id}:1`, ana.wallet, 120, true],
      [`${ana._id}:11`, ana.wallet, 120, true],
    ]);
  });

  test("behavior: XP that falls later takes nothing back", async () => {
    const ana = await newMember();
    await give(ana._id, 50);
    await entitleBadges({ memberId: ana._id });
    await give(ana._id, -50);
    await entitleBadges({ memberId: ana._id });
    expect((await listEntitlements({ memberId: ana._id })).map((row) => row.badgeId)).toEqual([11]);
  });

  test("behavior: at the same time many times, one entitlement", async () => {
    const ana = await newMember();
    await give(ana._id, 1_000);
    const added = await Promise.all(Array.from({ length: DEPTH.racers }, () => entitleBadges({ memberId: ana._id })));
    expect(added.flat().sort((a, b) => a - b)).toEqual([1, 2, 11]);
  });

  test("error: nobody is entitled without an account", async () => {
    await expect(entitleBadges({ memberId: "m_nobody" })).rejects.toMatchObject({ code: "not_found", reason: "no_member" });
  });
});
