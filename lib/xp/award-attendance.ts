import { awardXp } from "./award-xp";
import { claimDaySlot } from "./claim-day-slot";
import { dayOf } from "./rules";
import type { RuleNumbers } from "./schema";
import type { XpEvidence } from "./store";

type AwardAttendance = { roomId: string; memberId: string; /** When the room went live: its UTC day is the day that is capped. */ liveAt: Date; at: Date; version: string; numbers: RuleNumbers; evidence: XpEvidence };

/** `live_attendance`: once per room, and only so many rooms a UTC day. The caller has decided that the member was there. */
export async function awardAttendance({ roomId, memberId, liveAt, at, version, numbers, evidence }: AwardAttendance): Promise<"awarded" | "already-awarded" | "daily-limit"> {
  if (numbers.attendanceXp === 0) return "already-awarded";
  const claimed = await claimDaySlot({ scope: `live_attendance:${dayOf(liveAt)}:${memberId}`, cause: roomId, slots: numbers.attendancePerDay });
  if (!claimed) return "daily-limit";
  return awardXp({ rule: "live_attendance", cause: roomId, memberId, amount: numbers.attendanceXp, ruleVersion: version, at, evidence });
}
