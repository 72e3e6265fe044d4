import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobs } from "@/lib/jobs/store";
import { members } from "@/lib/membership/store";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { shiftClock } from "@/lib/platform/clock";
import { applyPendingXp } from "@/lib/xp/apply-pending-xp";
import { applyRows } from "@/lib/xp/apply-rows";
import { auditTotals } from "@/lib/xp/audit-totals";
import { type AwardXp, awardMany, awardXp } from "@/lib/xp/award-xp";
import { readSummary } from "@/lib/xp/read-summary";
import { readTotals } from "@/lib/xp/read-totals";
import { counts, ledger, type LedgerRow, totals } from "@/lib/xp/store";
import { DEPTH } from "../../setup/depth";

beforeAll(createDeclaredIndexes);
beforeEach(async () => {
  shiftClock(0);
  await Promise.all([ledger().deleteMany({}), totals().deleteMany({}), counts().deleteMany({}), jobs().deleteMany({})]);
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const award = (memberId: string, cause: string, more: Partial<AwardXp> = {}): AwardXp => ({ rule: "listening_time", cause, memberId, amount: 10, ruleVersion: "default", evidence: {}, ...more });
const row = (memberId: string, cause: string, more: Partial<LedgerRow> = {}): LedgerRow => ({ _id: `hand_raises:${cause}:${memberId}`, memberId, rule: "hand_raises", amount: 10, ruleVersion: "default", at: new Date(), evidence: {}, applied: false, ...more });

describe("awardXp", () => {
  test("default: one line, the totals, the level beside the profile, the job that looks for badges", async () => {
    const memberId = newId("m");
    await members().insertOne({ _id: memberId, wallet: memberId, name: "Ana", bio: "", level: 1 } as never);
    expect(await awardXp(award(memberId, "c1", { amount: 600 }))).toBe("awarded");
    expect(await ledger().findOne({ _id: `listening_time:c1:${memberId}` })).toMatchObject({ amount: 600, applied: true, ruleVersion: "default" });
    expect(await readTotals({ memberId })).toEqual({ total: 600, byRule: { listening_time: 600 } });
    expect(await readSummary({ memberId })).toMatchObject({ total: 600, level: 2, levelFrom: 500, nextLevelAt: 2000, last7Days: 600, byRule: { listening_time: 600, hand_raises: 0 } });
    expect((await members().findOne({ _id: memberId }))?.level).toBe(2);
    expect(await jobs().findOne({ _id: `entitle-badges:${memberId}:1` })).toMatchObject({ input: { memberId }, state: "ready" });
  });

  test("behavior: the same cause is paid once, also when it is asked for at the same time", async () => {
    const memberId = newId("m");
    const answers = await Promise.all(Array.from({ length: DEPTH.racers }, () => awardXp(award(memberId, "same"))));
    expect(answers.filter((answer) => answer === "awarded")).toHaveLength(1);
    expect(await awardXp(award(memberId, "same", { amount: 99 }))).toBe("already-awarded");
    expect((await readTotals({ memberId })).total).toBe(10);
  });

  test("behavior: different causes that race are all in the total, each once", async () => {
    const memberId = newId("m");
    await Promise.all(Array.from({ length: DEPTH.racers }, (_, n) => awardXp(award(memberId, `c${n}`, { amount: n + 1 }))));
    expect((await readTotals({ memberId })).total).toBe((DEPTH.racers * (DEPTH.racers + 1)) / 2);
    expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0, countsOff: 0 });
  });

  test("behavior: many lines at once say which were new", async () => {
    const [ana, bo] = [newId("m"), newId("m")];
    await awardXp(award(ana, "b1"));
    expect(await awardMany([award(ana, "b1"), award(ana, "b2"), award(bo, "b1"), award(bo, "b1")])).toEqual(["already-awarded", "awarded", "awarded", "already-awarded"]);
    expect((await readTotals({ memberId: ana })).total).toBe(20);
    expect((await readTotals({ memberId: bo })).total).toBe(10);
  });

  test("error: an amount that is not a whole number above zero is refused before anything is written", async () => {
    for (const amount of [0, -5, 1.5, NaN, Infinity]) await expect(awardXp(award("m_x", "bad", { amount }))).rejects.toMatchObject({ code: "internal" });
    expect(await ledger().countDocuments({})).toBe(0);
  });
});

describe("applyRows", () => {
  test("behavior: a crash after the line was written is made good later, once", async () => {
    const memberId = newId("m");
    await ledger().insertOne(row(memberId, "r1", { at: new Date(Date.now() - 60_000) }));
    expect(await applyPendingXp()).toBe(1);
    expect(await applyPendingXp()).toBe(0);
    expect((await readTotals({ memberId })).total).toBe(10);
  });

  test("behavior: a crash between totals and mark pays nothing twice, and what follows is still done", async () => {
    const memberId = newId("m");
    await awardXp(award(memberId, "b1"));
    await ledger().updateMany({ memberId }, { $set: { applied: false, at: new Date(Date.now() - 60_000) } });
    await jobs().deleteMany({});
    await applyPendingXp();
    expect((await readTotals({ memberId })).total).toBe(10);
    expect(await jobs().countDocuments({})).toBe(1);
    expect(await ledger().countDocuments({ applied: false })).toBe(0);
  });

  test("behavior: the unmarked rows of an older change are marked before a new one forgets them", async () => {
    const memberId = newId("m");
    await awardXp(award(memberId, "b1"));
    await ledger().updateMany({ memberId }, { $set: { applied: false } });
    for (let n = 2; n < 10; n += 1) await awardXp(award(memberId, `b${n}`));
    await applyRows({ rows: await ledger().find({ memberId }).toArray() });
    expect((await readTotals({ memberId })).total).toBe(90);
    expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0 });
  });

  test("behavior: many appliers of the same and of other rows at once keep the sum", async () => {
    const memberId = newId("m");
    const rows = Array.from({ length: 40 }, (_, n) => row(memberId, `r${n}`, { amount: n + 1 }));
    await ledger().insertMany(rows.map((one) => ({ ...one })));
    await Promise.all(Array.from({ length: DEPTH.racers }, (_, n) => applyRows({ rows: rows.slice((n * 5) % 40, ((n * 5) % 40) + 20) })));
    await applyRows({ rows });
    expect((await readTotals({ memberId })).total).toBe((40 * 41) / 2);
    expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0, countsOff: 0 });
  });

  test("behavior: the audit names a member whose total is not what the lines add up to, and repairs nothing", async () => {
    const memberId = newId("m");
    await awardXp(award(memberId, "b1"));
    await totals().updateOne({ _id: memberId }, { $inc: { total: 1 } });
    expect((await auditTotals()).drifted).toEqual([{ memberId, ledger: 10, total: 11 }]);
    expect((await readTotals({ memberId })).total).toBe(11);
  });

  test("behavior: XP counts for the UTC day it was earned on, and older days fall out of the week", async () => {
    const memberId = newId("m");
    const day = 86_400_000;
    for (const back of [0, 6, 7, 29, 30, 40]) await awardXp(award(memberId, `d${back}`, { at: new Date(Date.now() - back * day) }));
    const found = await totals().findOne({ _id: memberId });
    expect(found).toMatchObject({ total: 60, d7: 20, d30: 40 });
    shiftClock(day);
    expect((await readSummary({ memberId })).last7Days).toBe(10);
  });
});
