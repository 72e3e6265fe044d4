import type { Standing } from "@/lib/membership/read-standing";

/** How long somebody without a pass may stay after the warning. */
export const GRACE_MS = 24 * 3_600_000;

/** What the door makes of somebody. `unknown`: it could not be asked, so nothing changes. */
export type Verdict = "in" | "not_linked" | "no_pass" | "banned" | "unknown";

export const verdictOf = ({ roles, banned }: Pick<Standing, "roles" | "banned">): Verdict => (banned ? "banned" : roles.member ? "in" : "no_pass");

export type RosterStep = "stay" | "forgive" | "warn" | "wait" | "remove";

/** What is to be done with somebody inside. Admins stay; an unknown answer never removes; nobody goes without a warning a day before. */
export function stepFor(row: { admin: boolean; graceUntil: Date | null }, verdict: Verdict, at: Date): RosterStep {
  if (row.admin || verdict === "unknown") return "stay";
  if (verdict === "in") return row.graceUntil ? "forgive" : "stay";
  if (!row.graceUntil) return "warn";
  return row.graceUntil > at ? "wait" : "remove";
}
