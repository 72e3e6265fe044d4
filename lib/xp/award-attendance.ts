import { awardMany, type Awarded } from "./award-xp";
import { claimDaySlots } from "./claim-day-slot";
import { dayOf } from "./rules";
import type { RuleNumbers } from "./schema";
import type { XpEvidence } from "./store";

type AwardAttendance = {
  roomId: string;
  /** When the room went live: its UTC day is the day that is capped. */
  liveAt: Date;
  at: Date;
  version: string;
  numbers: RuleNumbers;
  attended: readonly { memberId: string; evidence: XpEvidence }[];
};

/**
 * `live_attendance`: once per room, and only so many rooms a UTC day. The caller has decided that the members were
 * there. Answers in the order given.
 */
export async function awardAttendance({ roomId, liveAt, at, version, numbers, attended }: AwardAttendance): Promise<(Awarded | "daily-limit")[]> {
  if (numbers.attendanceXp === 0) return attended.map(() => "already-awarded");
  const claimed = await claimDaySlots({ claims: attended.map(({ memberId }) => ({ scope: `live_attendance:${dayOf(liveAt)}:${memberId}`, cause: roomId, slots: numbers.attendancePerDay })) });
  const paid = attended.filter((_, index) => claimed[index]);
  const results = await awardMany(paid.map(({ memberId, evidence }) => ({ rule: "live_attendance", cause: roomId, memberId, amount: numbers.attendanceXp, ruleVersion: version, at, evidence })));
  const byMember = new Map(paid.map(({ memberId }, index) => [memberId, results[index]]));
  return attended.map(({ memberId }) => byMember.get(memberId) ?? "daily-limit");
}
