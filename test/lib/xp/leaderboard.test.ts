import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { members } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { auditTotals } from "@/lib/xp/audit-totals";
import { awardMany, awardXp } from "@/lib/xp/award-xp";
import { readLeaderboard } from "@/lib/xp/read-leaderboard";
import { rebuildCounts } from "@/lib/xp/rebuild-counts";
import { refreshLeaderboard } from "@/lib/xp/refresh-leaderboard";
import { boardState, counts, ledger, pages, totals } from "@/lib/xp/store";

beforeAll(createDeclaredIndexes);
beforeEach(async () => {
  await Promise.all([ledger(), totals(), counts(), pages(), boardState(), members()].map((collection) => collection.deleteMany({})));
});
afterEach(() => shiftClock(0));
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const DAY = 86_400_000;
const person = (n: number) => ({ id: `m_${String(n).padStart(26, "0")}`, name: `Member ${n}`, wallet: `0x${String(n).padStart(40, "0")}` });
let cause = 0;
const give = (n: number, amount: number, daysAgo = 0) => ({ rule: "hand_raises" as const, cause: `c${(cause += 1)}`, memberId: person(n).id, amount, ruleVersion: "default", at: new Date(Date.now() - daysAgo * DAY), evidence: {} });
const seedPeople = (count: number) => members().insertMany(Array.from({ length: count }, (_, n) => ({ _id: person(n).id, wallet: person(n).wallet, name: person(n).name, bio: "", level: 1 })) as never);

describe("leaderboard", () => {
  test("default: pages in order with equal rank for equal XP, and the own row with its rank", async () => {
    await seedPeople(60);
    await awardMany(Array.from({ length: 60 }, (_, n) => give(n, n < 2 ? 5_000 : 1_000 - n)));
    await refreshLeaderboard();
    const board = await readLeaderboard({ period: "all", page: 0, me: person(59) });
    expect(board.items).toHaveLength(50);
    expect(board.items.slice(0, 3).map((row) => [row.rank, row.xp, row.level, row.person.name])).toEqual([
      [1, 5_000, 4, expect.stringMatching(/Member [01]/)],
      [1, 5_000, 4, expect.stringMatching(/Member [01]/)],
      [3, 998, 2, "Member 2"],
    ]);
    expect(board.me).toMatchObject({ rank: 60, xp: 941 });
    expect(board.next).toBe("1");
    const last = await readLeaderboard({ period: "all", page: 1, me: person(59) });
    expect([last.items.length, last.next, last.items.at(-1)?.rank]).toEqual([10, null, 60]);
  });

  test("behavior: the weeks let days go that fall out, without any new credit", async () => {
    await seedPeople(2);
    await awardMany([give(0, 100, 6), give(1, 50, 0)]);
    await refreshLeaderboard();
    expect((await readLeaderboard({ period: "7d", page: 0, me: person(0) })).items.map((row) => row.xp)).toEqual([100, 50]);
    shiftClock(DAY);
    await refreshLeaderboard();
    const week = await readLeaderboard({ period: "7d", page: 0, me: person(0) });
    expect(week.items.map((row) => row.xp)).toEqual([50]);
    expect(week.me).toBeNull();
    expect((await readLeaderboard({ period: "30d", page: 0, me: person(0) })).items.map((row) => row.xp)).toEqual([100, 50]);
    expect(await auditTotals()).toMatchObject({ drifted: [], countsOff: 0 });
  });

  test("behavior: pages are written anew only when something moved, and by one worker", async () => {
    await seedPeople(2);
    await awardXp(give(0, 10));
    await Promise.all([refreshLeaderboard(), refreshLeaderboard()]);
    const first = (await pages().findOne({ _id: "all:0" }))?.asOf;
    shiftClock(30_000);
    await refreshLeaderboard();
    expect((await pages().findOne({ _id: "all:0" }))?.asOf).toEqual(first);
    await awardXp(give(1, 20));
    await refreshLeaderboard();
    expect((await pages().findOne({ _id: "all:0" }))?.items.map((row) => row.memberId)).toEqual([person(1).id, person(0).id]);
  });

  test("behavior: counts that a crash left off are exact after a rebuild", async () => {
    await awardMany([give(0, 10), give(1, 20), give(2, 3_000)]);
    await counts().updateOne({ _id: "all" }, { $inc: { "n.0": 5 } });
    await counts().updateOne({ _id: "all:77" }, { $inc: { "n.77000": 1 } }, { upsert: true });
    expect((await auditTotals()).countsOff).toBeGreaterThan(0);
    await rebuildCounts();
    expect((await auditTotals()).countsOff).toBe(0);
  });

  test("behavior: an empty board is a page without rows, and nobody has a rank", async () => {
    await refreshLeaderboard();
    expect(await readLeaderboard({ period: "all", page: 0, me: person(0) })).toMatchObject({ items: [], next: null, me: null });
    expect(await readLeaderboard({ period: "all", page: 99, me: person(0) })).toMatchObject({ items: [], next: null });
    expect(newId("m")).toMatch(/^m_/);
  });
});
