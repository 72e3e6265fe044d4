import { defineCollection } from "@/lib/platform/mongo";

/** Stays of one member on live stages in one UTC day, in seconds by `<roomId>:<begin in ms>`. `_id` is `<memberId>:<day>`. */
type StageDayRow = { _id: string; turns: Record<string, number> };
/** Ended stays on one room's live stage, in seconds by `<memberId>:<begin in ms>`. `_id` is the room's. */
type StageTurnsRow = { _id: string; turns: Record<string, number> };

const stageDays = defineCollection<StageDayRow>("stage_days");
const stageTurns = defineCollection<StageTurnsRow>("stage_turns");

export type Stay = { memberId: string; seconds: number };
export type Turn = { roomId: string; memberId: string; from: Date; to: Date };

const DAY_MS = 86_400_000;
const dayId = (memberId: string, at: number): string => `${memberId}:${new Date(at).toISOString().slice(0, 10)}`;
const sum = (turns: Record<string, number>): number => Object.values(turns).reduce((total, seconds) => total + seconds, 0);

/** Keeps an ended stay. The same stay again changes nothing. One over midnight counts in both days. */
export async function saveTurn({ roomId, memberId, from, to }: Turn): Promise<void> {
  const [begin, end] = [from.getTime(), to.getTime()];
  for (let at = begin; at < end; at = (Math.floor(at / DAY_MS) + 1) * DAY_MS) {
    const seconds = Math.round((Math.min(end, (Math.floor(at / DAY_MS) + 1) * DAY_MS) - at) / 1000);
    await stageDays().updateOne({ _id: dayId(memberId, at) }, { $set: { [`turns.${roomId}:${begin}`]: seconds } }, { upsert: true });
  }
  await stageTurns().updateOne({ _id: roomId }, { $set: { [`turns.${memberId}:${begin}`]: Math.round((end - begin) / 1000) } }, { upsert: true });
}

/** Seconds each of the members stood on live stages in the UTC day of `at`; nobody is missing from the answer. */
export async function secondsOnStage(memberIds: readonly string[], at: Date): Promise<Map<string, number>> {
  const ids = new Map(memberIds.map((memberId) => [dayId(memberId, at.getTime()), memberId]));
  const seconds = new Map(memberIds.map((memberId) => [memberId, 0]));
  if (ids.size === 0) return seconds;
  for (const row of await stageDays().find({ _id: { $in: [...ids.keys()] } }).toArray()) seconds.set(ids.get(row._id) ?? "", sum(row.turns));
  return seconds;
}

/** Every ended stay on one room's stage while it was live. */
export async function turnsOf(roomId: string): Promise<Stay[]> {
  const turns = (await stageTurns().findOne({ _id: roomId }))?.turns ?? {};
  return Object.entries(turns).map(([key, seconds]) => ({ memberId: key.slice(0, key.indexOf(":")), seconds }));
}
