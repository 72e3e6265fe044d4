import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { audit, members } from "@/lib/membership/store";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { awardAttendance } from "@/lib/xp/award-attendance";
import { awardSupport } from "@/lib/xp/award-support";
import { correctXp } from "@/lib/xp/correct-xp";
import { listEntries } from "@/lib/xp/list-entries";
import { listRules } from "@/lib/xp/list-rules";
import { publishRules } from "@/lib/xp/publish-rules";
import { currentRules, rulesOfVersion } from "@/lib/xp/read-rules";
import { readTotals } from "@/lib/xp/read-totals";
import { DEFAULT_NUMBERS, DEMO_NUMBERS } from "@/lib/xp/rules";
import { correctionInput, entriesView, publishRulesInput } from "@/lib/xp/schema";
import { awardMany } from "@/lib/xp/award-xp";
import { ledger, ruleState, ruleVersions, supportPairs, totals } from "@/lib/xp/store";
import { DEPTH } from "../../setup/depth";

beforeAll(createDeclaredIndexes);
beforeEach(async () => {
  await Promise.all([ledger(), totals(), ruleState(), ruleVersions(), supportPairs(), audit()].map((collection) => collection.deleteMany({})));
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const AT = new Date("2026-03-01T20:00:00Z");
const base = { at: AT, version: "default", numbers: DEFAULT_NUMBERS };

describe("awardSupport", () => {
  const support = (fromId: string, toId: string, roomId = "r_1", at = AT) => awardSupport({ ...base, at, roomId, roomTitle: "Talk", fromId, toId });

  test("default: each distinct supporter of a room pays once", async () => {
    const [ana, bo, cy] = [newId("m"), newId("m"), newId("m")];
    expect([await support(bo, ana), await support(bo, ana), await support(cy, ana), await support(bo, ana, "r_2")]).toEqual(["awarded", "already-awarded", "awarded", "awarded"]);
    expect(await readTotals({ memberId: ana })).toEqual({ total: 15, byRule: { support_received: 15 } });
  });

  test("behavior: of both directions on one day only the first pays, also when they race; the next day is new", async () => {
    const [ana, bo] = [newId("m"), newId("m")];
    const answers = await Promise.all([support(ana, bo), support(bo, ana)]);
    expect(answers.sort()).toEqual(["awarded", "returned-favour"]);
    const [a, b] = [newId("m"), newId("m")];
    expect([await support(a, b), await support(b, a, "r_2"), await support(b, a, "r_3", new Date("2026-03-02T00:00:01Z"))]).toEqual(["awarded", "returned-favour", "awarded"]);
  });

  test("behavior: a day pays 100 at most, also when more come at once", async () => {
    const ana = newId("m");
    const answers = await Promise.all(Array.from({ length: 24 }, () => support(newId("m"), ana)));
    expect(answers.filter((answer) => answer === "awarded")).toHaveLength(20);
    expect(answers.filter((answer) => answer === "daily-limit")).toHaveLength(4);
    expect((await readTotals({ memberId: ana })).total).toBe(100);
  });

  test("error: nobody supports themselves", async () => {
    expect(await support("m_a", "m_a")).toBe("self");
  });
});

describe("awardAttendance", () => {
  test("behavior: three rooms a day by the day they went live, one place for a room however often it is asked", async () => {
    const memberId = newId("m");
    const attend = async (roomId: string, liveAt = AT) => (await awardAttendance({ ...base, roomId, liveAt, attended: [{ memberId, evidence: {} }] }))[0];
    const same = await Promise.all(Array.from({ length: DEPTH.racers }, () => attend("r_1")));
    expect(same.filter((answer) => answer === "awarded")).toHaveLength(1);
    expect([await attend("r_2"), await attend("r_3"), await attend("r_4"), await attend("r_1")]).toEqual(["awarded", "awarded", "daily-limit", "already-awarded"]);
    expect(await attend("r_5", new Date("2026-03-02T00:00:00Z"))).toBe("awarded");
  });
});

describe("rule versions", () => {
  test("default: the club's own numbers are in force until an admin publishes others", async () => {
    expect(await currentRules()).toEqual({ version: "default", numbers: DEFAULT_NUMBERS });
    await publishRules({ version: "demo", numbers: DEMO_NUMBERS, byId: "m_admin" });
    expect(await currentRules()).toEqual({ version: "demo", numbers: DEMO_NUMBERS });
    expect((await listRules()).versions.map((row) => row.version)).toEqual(["demo", "default"]);
    expect(await audit().find({}).toArray()).toMatchObject([{ action: "xp_rules.published", byId: "m_admin", details: { version: "demo" } }]);
    await publishRules({ version: "default", numbers: DEFAULT_NUMBERS, byId: "m_admin" });
    expect((await currentRules()).version).toBe("default");
    expect(await rulesOfVersion({ version: "demo" })).toEqual(DEMO_NUMBERS);
  });

  test("error: a name stands for its numbers for good", async () => {
    await publishRules({ version: "v1", numbers: DEMO_NUMBERS, byId: "m_admin" });
    for (const version of ["v1", "default"])
      await expect(publishRules({ version, numbers: { ...DEMO_NUMBERS, listeningXp: 11 }, byId: "m_admin" })).rejects.toMatchObject({ code: "conflict", reason: "rule_version_taken" });
    await expect(rulesOfVersion({ version: "nope" })).rejects.toMatchObject({ code: "not_found", reason: "rule_version_unknown" });
  });

  test("error: numbers and names that do not parse", () => {
    const bad = [{ version: "V 1", numbers: DEFAULT_NUMBERS }, { version: "v1", numbers: { ...DEFAULT_NUMBERS, bucketSeconds: 5 } }, { version: "v1", numbers: { ...DEFAULT_NUMBERS, listeningXp: 1.5 } }, { version: "v1", numbers: {} }];
    for (const input of bad) expect(publishRulesInput.safeParse(input).success).toBe(false);
  });
});

describe("correctXp", () => {
  const correct = (memberId: string, amount: number, key = "key-0001") => correctXp({ memberId, amount, key, reason: "double room", byId: "m_admin" });
  const account = async () => {
    const memberId = newId("m");
    await members().insertOne({ _id: memberId, wallet: memberId, name: "Ana", bio: "", level: 1 } as never);
    return memberId;
  };

  test("default: a line of its own with its reason, one audit row, once per key", async () => {
    const memberId = await account();
    await awardMany([{ rule: "hand_raises", cause: "r_1", memberId, amount: 10, ruleVersion: "default", evidence: {} }]);
    expect([await correct(memberId, -4), await correct(memberId, -4)]).toEqual(["corrected", "already-corrected"]);
    expect(await readTotals({ memberId })).toEqual({ total: 6, byRule: { hand_raises: 10, correction: -4 } });
    expect((await listEntries({ memberId })).items[0]).toMatchObject({ rule: "correction", amount: -4, reason: "double room" });
    expect(await audit().countDocuments({ action: "xp.corrected", onId: memberId })).toBe(1);
  });

  test("error: an unknown member, a key used for another amount, input that does not parse", async () => {
    const memberId = await account();
    await expect(correct(newId("m"), 5)).rejects.toMatchObject({ code: "not_found", reason: "member_unknown" });
    await correct(memberId, 5);
    await expect(correct(memberId, 6)).rejects.toMatchObject({ code: "conflict", reason: "key_reused" });
    const good = { memberId, amount: 5, reason: "why", key: "key-0001" };
    expect(correctionInput.safeParse(good).success).toBe(true);
    for (const bad of [{ amount: 0 }, { amount: 1.5 }, { amount: "5" }, { amount: 1e9 }, { reason: " " }, { key: "short" }, { memberId: "0xabc" }]) expect(correctionInput.safeParse({ ...good, ...bad }).success).toBe(false);
  });
});

describe("listEntries", () => {
  test("default: pages of fifty that neither repeat nor skip, also where many share a moment", async () => {
    const memberId = newId("m");
    await awardMany(Array.from({ length: 120 }, (_, n) => ({ rule: "hand_raises" as const, cause: `r${n}`, memberId, amount: 1, ruleVersion: "default", at: new Date(AT.getTime() + Math.floor(n / 40)), evidence: { roomId: `r_${n}`, roomTitle: "Talk" } })));
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const { items, next } = entriesView.parse(await listEntries({ memberId, ...(cursor ? { cursor } : {}) }));
      seen.push(...items.map((item) => item.id));
      if (!next) break;
      cursor = next;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test("error: a cursor that is not one of ours", async () => {
    await expect(listEntries({ memberId: "m_x", cursor: "'; drop" })).rejects.toMatchObject({ code: "bad_request", reason: "bad_cursor" });
  });
});
