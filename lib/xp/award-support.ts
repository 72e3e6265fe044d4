import { isDuplicateKey } from "@/lib/platform/mongo";
import { awardXp } from "./award-xp";
import { claimDaySlot } from "./claim-day-slot";
import { dayOf, supportSlots } from "./rules";
import type { RuleNumbers } from "./schema";
import { supportPairs } from "./store";

type AwardSupport = { roomId: string; roomTitle: string; fromId: string; toId: string; at: Date; version: string; numbers: RuleNumbers };

/**
 * `support_received`: each distinct supporter in a room pays once, up to the daily cap. Of A→B and B→A on one UTC
 * day only the first direction pays, and nobody supports themselves. The caller has checked that both are in the room.
 */
export async function awardSupport({ roomId, roomTitle, fromId, toId, at, version, numbers }: AwardSupport): Promise<"awarded" | "already-awarded" | "returned-favour" | "self" | "daily-limit"> {
  if (fromId === toId) return "self";
  if (numbers.supportXp === 0) return "already-awarded";
  const day = dayOf(at);
  if ((await claimPair(day, fromId, toId, at)) !== fromId) return "returned-favour";
  const cause = `${roomId}:${fromId}`;
  if (!(await claimDaySlot({ scope: `support_received:${day}:${toId}`, cause, slots: supportSlots(numbers) }))) return "daily-limit";
  return awardXp({ rule: "support_received", cause, memberId: toId, amount: numbers.supportXp, ruleVersion: version, at, evidence: { roomId, roomTitle, byId: fromId } });
}

/** Who of the two supported first on that day. */
async function claimPair(day: string, fromId: string, toId: string, at: Date): Promise<string> {
  const _id = `${day}:${[fromId, toId].sort().join(":")}`;
  try {
    await supportPairs().insertOne({ _id, fromId, at });
    return fromId;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await supportPairs().findOne({ _id }))?.fromId ?? fromId;
  }
}
