import { describe, expect, test } from "vitest";
import { groupByDay } from "@/app/(club)/progress/_components/group-by-day";
import type { XpEntryView } from "@/lib/xp/schema";

const entry = (id: string, at: string, amount: number): XpEntryView => ({ id, rule: "listening_time", amount, at, ruleVersion: "default", room: null, from: null, to: null, reason: null, seconds: null, since: null });

describe("the ledger by day", () => {
  const entries = [entry("c", "2026-03-02T00:30:00.000Z", 10), entry("b", "2026-03-01T23:30:00.000Z", 10), entry("a", "2026-03-01T08:00:00.000Z", 50)];

  test("default: lines stand under the reader's own day with its sum", () => {
    expect(groupByDay(entries, "UTC").map(({ day, sum }) => [day, sum])).toEqual([["2026-03-02", 10], ["2026-03-01", 60]]);
    expect(groupByDay(entries, "Europe/Berlin").map(({ day, sum }) => [day, sum])).toEqual([["2026-03-02", 20], ["2026-03-01", 50]]);
  });

  test("behavior: a line that came with two pages is counted once", () => {
    expect(groupByDay([...entries, ...entries], "UTC").flatMap((day) => day.entries)).toHaveLength(3);
  });
});
