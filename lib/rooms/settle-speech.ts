import { awardXp } from "@/lib/xp/award-xp";
import { speechPay } from "@/lib/xp/rules";
import type { RuleNumbers } from "@/lib/xp/schema";
import { speech } from "./attendance-store";

type SettleSpeech = { roomId: string; title: string; version: string; numbers: RuleNumbers; at: Date };

/**
 * `speeches_given`: pays each member once for what was measured of them on decoded audio in this room. Without
 * measurements there is no pay: neither events nor active-speaker data of the voice server are believed.
 */
export async function settleSpeech({ roomId, title, version, numbers, at }: SettleSpeech): Promise<void> {
  const rows = await speech().find({ roomId }).toArray();
  for (const [memberId, own] of Map.groupBy(rows, (row) => row.memberId)) {
    const seconds = own.reduce((sum, row) => sum + row.seconds, 0);
    const amount = speechPay(seconds, numbers);
    if (amount > 0) await awardXp({ rule: "speeches_given", cause: roomId, memberId, amount, ruleVersion: version, at, evidence: { roomId, roomTitle: title, seconds: Math.floor(seconds) } });
  }
}
