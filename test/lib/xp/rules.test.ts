import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countMoves, rankFrom } from "@/lib/xp/board-rules";
import { DEFAULT_NUMBERS, DEMO_NUMBERS, dayOf, firstOfDays, levelOf, LEVELS, speechPay, supportSlots } from "@/lib/xp/rules";
import { ruleNumbers } from "@/lib/xp/schema";
import { noTotals, sumOfDays, totalsAfter } from "@/lib/xp/totals-rules";
import { DEPTH } from "../../setup/depth";

describe("rules", () => {
  test("default: the club's numbers and the demo numbers fit the schema", () => {
    expect(ruleNumbers.parse(DEFAULT_NUMBERS)).toEqual(DEFAULT_NUMBERS);
    expect(ruleNumbers.parse(DEMO_NUMBERS)).toMatchObject({ bucketSeconds: 30, settleSeconds: 20, attendanceSeconds: 60, listeningXp: 10 });
  });

  test("default: a level begins exactly at its total", () => {
    LEVELS.forEach((from, index) => {
      expect(levelOf(from)).toEqual({ level: index + 1, from, next: LEVELS[index + 1] ?? null });
      if (from > 0) expect(levelOf(from - 1).level).toBe(index);
    });
    expect(levelOf(-50)).toEqual({ level: 1, from: 0, next: 500 });
  });

  test("default: days are UTC days", () => {
    expect(dayOf(new Date("2026-02-28T23:59:59.999Z"))).toBe("2026-02-28");
    expect(firstOfDays(new Date("2026-03-01T00:00:00Z"), 3)).toBe("2026-02-27");
  });

  test("default: speech pays once and by full minutes up to the cap", () => {
    expect([0, 9, 10, 59, 60, 125, 3600, 7200].map((seconds) => speechPay(seconds, DEFAULT_NUMBERS))).toEqual([0, 0, 20, 20, 25, 30, 320, 320]);
  });

  test("default: the daily cap on support in whole payments", () => {
    expect(supportSlots(DEFAULT_NUMBERS)).toBe(20);
    expect(supportSlots({ ...DEFAULT_NUMBERS, supportXp: 0 })).toBe(0);
  });
});

describe("totals", () => {
  const at = new Date("2026-05-10T12:00:00Z");
  const amount = fc.record({ _id: fc.uuid(), rule: fc.constantFrom("listening_time" as const, "hand_raises" as const, "correction" as const), amount: fc.integer({ min: -50, max: 100 }), at: fc.date({ min: new Date("2026-03-01"), max: at, noInvalidDate: true }) });

  test("behavior: however the rows are split into steps, the totals are the same", () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 20 }), fc.integer({ min: 1, max: 7 }), (rows, step) => {
        const once = totalsAfter(noTotals("m", at), rows, at);
        let stepped = noTotals("m", at);
        for (let start = 0; start < rows.length; start += step) stepped = totalsAfter(stepped, rows.slice(start, start + step), at);
        for (const field of ["total", "d7", "d30"] as const) expect(stepped[field]).toBe(once[field]);
        expect(once.total).toBe(rows.reduce((sum, row) => sum + row.amount, 0));
        expect(Object.values(once.byRule).reduce((sum, value) => sum + value, 0)).toBe(once.total);
        expect(once.d7).toBe(sumOfDays(once.days, at, 7));
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });
});

describe("ranks", () => {
  test("behavior: the counts give the rank that sorting gives, after any changes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: -500, max: 2_500 })), { maxLength: 60 }), (changes) => {
        const xp = new Map<number, number>();
        const documents = new Map<string, Record<string, number>>();
        for (const [member, by] of changes) {
          const before = xp.get(member);
          const after = (before ?? 0) + by;
          xp.set(member, after);
          for (const { id, field, by: step } of countMoves(before === undefined ? null : { total: before, d7: 0, d30: 0 }, { total: after, d7: 0, d30: 0 })) {
            const document = documents.get(id) ?? {};
            document[field.slice(2)] = (document[field.slice(2)] ?? 0) + step;
            documents.set(id, document);
          }
        }
        for (const own of xp.values()) {
          if (own <= 0) continue;
          const expected = 1 + [...xp.values()].filter((other) => other > own).length;
          expect(rankFrom(own, documents.get("all") ?? {}, documents.get(`all:${Math.floor(own / 1000)}`) ?? {})).toBe(expected);
        }
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });
});
