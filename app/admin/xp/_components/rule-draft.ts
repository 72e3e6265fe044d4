import { RULE_NUMBER_NAMES, type RuleNumbers, ruleNumbers } from "@/lib/xp/schema";

/** The numbers as typed. */
export type RuleDraft = Record<keyof RuleNumbers, string>;

export const draftOf = (numbers: RuleNumbers): RuleDraft => Object.fromEntries(RULE_NUMBER_NAMES.map((name) => [name, String(numbers[name])])) as RuleDraft;

/** A number as people write it: also with a comma, and with spaces between thousands. NaN for anything else. */
const read = (typed: string): number => (typed.trim() === "" ? Number.NaN : Number(typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".")));

/** The typed numbers, and the names of those that are none or out of bounds. */
export function parseDraft(draft: RuleDraft): { numbers: RuleNumbers | null; wrong: (keyof RuleNumbers)[] } {
  const result = ruleNumbers.safeParse(Object.fromEntries(RULE_NUMBER_NAMES.map((name) => [name, read(draft[name])])));
  if (result.success) return { numbers: result.data, wrong: [] };
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  return { numbers: null, wrong: RULE_NUMBER_NAMES.filter((name) => wrong.has(name)) };
}

/** The bounds the schema sets for one number. */
export const boundsOf = (name: keyof RuleNumbers): { min: number; max: number } => {
  const { minValue, maxValue } = ruleNumbers.shape[name];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
};
