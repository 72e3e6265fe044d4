import { now } from "@/lib/platform/clock";
import { levelOf } from "./rules";
import { RULES, type XpSummaryView } from "./schema";
import { totals } from "./store";
import { sumOfDays } from "./totals-rules";

/** A member's XP: in total, by rule (every rule is named, corrections too if there were any), and the level it makes. */
export async function readSummary({ memberId }: { memberId: string }): Promise<XpSummaryView> {
  const row = await totals().findOne({ _id: memberId });
  const total = row?.total ?? 0;
  const { level, from, next } = levelOf(total);
  const byRule = { ...Object.fromEntries(RULES.map((rule) => [rule, 0])), ...row?.byRule };
  return { total, byRule, level, levelFrom: from, nextLevelAt: next, last7Days: sumOfDays(row?.days ?? {}, now(), 7) };
}
