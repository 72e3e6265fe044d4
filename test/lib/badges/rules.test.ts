import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_BADGES, DEMO_BADGE, dueBadges, progressOf } from "@/lib/badges/rules";
import { messagesOf } from "@/lib/platform/i18n";
import { RULES } from "@/lib/xp/schema";
import { DEPTH } from "../../setup/depth";

const ALL = [...DEFAULT_BADGES, DEMO_BADGE];

describe("the badges", () => {
  test("default: the ten of the club in their order, and the demo badge", () => {
    expect(DEFAULT_BADGES.map((badge) => [badge.id, badge.of, badge.threshold])).toEqual([
      [1, "total", 100], [2, "total", 1_000], [3, "total", 5_000], [4, "total", 10_000], [5, "total", 50_000],
      [6, "listening_time", 1_000], [7, "live_attendance", 1_000], [8, "hand_raises", 100], [9, "speeches_given", 500], [10, "support_received", 250],
    ]);
    expect([DEMO_BADGE.id, DEMO_BADGE.of, DEMO_BADGE.threshold]).toEqual([11, "total", 40]);
  });

  test("default: each has its name in both languages", () => {
    for (const { id } of ALL)
      for (const locale of ["en", "ru"] as const) expect((messagesOf(locale).badges as Record<string, string>)[`name_${id}`]).toBeTruthy();
    for (const badge of ALL) expect((messagesOf("en").badges as Record<string, string>)[`name_${badge.id}`]).toBe(badge.name);
  });
});

describe("dueBadges", () => {
  test("default: at the threshold, not one below", () => {
    const ids = (total: number) => dueBadges({ totals: { total, byRule: {} }, badges: ALL }).map((badge) => badge.id);
    expect(ids(39)).toEqual([]);
    expect(ids(40)).toEqual([11]);
    expect(ids(99)).toEqual([11]);
    expect(ids(100)).toEqual([1, 11]);
    expect(ids(50_000)).toEqual([1, 2, 3, 4, 5, 11]);
  });

  test("behavior: a rule's badge looks at that rule alone", () => {
    const due = dueBadges({ totals: { total: 0, byRule: { hand_raises: 100, listening_time: 999 } }, badges: DEFAULT_BADGES });
    expect(due.map((badge) => badge.id)).toEqual([8]);
  });

  test("behavior: more XP never takes a badge away, and every due badge's threshold is reached", () => {
    const amounts = fc.record({ total: fc.nat(60_000), byRule: fc.dictionary(fc.constantFrom(...RULES), fc.nat(2_000)) });
    fc.assert(
      fc.property(amounts, fc.nat(1_000), (totals, more) => {
        const before = dueBadges({ totals, badges: ALL });
        const grown = { total: totals.total + more, byRule: Object.fromEntries(RULES.map((rule) => [rule, (totals.byRule[rule] ?? 0) + more])) };
        const after = new Set(dueBadges({ totals: grown, badges: ALL }).map((badge) => badge.id));
        expect(before.every((badge) => after.has(badge.id) && progressOf(totals, badge) >= badge.threshold)).toBe(true);
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });
});
