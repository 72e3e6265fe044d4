import type { RuleNumbers } from "./schema";

/** The version in force until an admin publishes another. */
export const DEFAULT_VERSION = "default";

/** The club's own numbers. Seconds and XP. */
export const DEFAULT_NUMBERS: RuleNumbers = {
  listeningXp: 10,
  bucketSeconds: 300,
  settleSeconds: 180,
  proofWindowSeconds: 1200,
  attendanceXp: 50,
  attendanceSeconds: 600,
  attendanceShare: 0.3,
  attendanceShareMinRoomSeconds: 900,
  attendancePerDay: 3,
  handXp: 10,
  speechXp: 20,
  speechXpPerMinute: 5,
  speechMaxMinutes: 60,
  supportXp: 5,
  supportPerDay: 100,
};

export const DEMO_VERSION = "demo";

/** For the local chain only: the same rules with buckets short enough to see the whole chain of effects in minutes. */
export const DEMO_NUMBERS: RuleNumbers = { ...DEFAULT_NUMBERS, bucketSeconds: 30, settleSeconds: 20, attendanceSeconds: 60 };

/** Total at which each level begins; level 1 first. */
export const LEVELS = [0, 500, 2_000, 5_000, 10_000, 18_000, 30_000, 47_000, 70_000, 100_000] as const;

/** The level of a total, 1 to 10, with the total it began at and the total the next begins at (null at the top). */
export function levelOf(total: number): { level: number; from: number; next: number | null } {
  let level = 1;
  while (level < LEVELS.length && total >= (LEVELS[level] ?? Infinity)) level += 1;
  return { level, from: LEVELS[level - 1] ?? 0, next: LEVELS[level] ?? null };
}

/** The UTC day of a moment, `YYYY-MM-DD`. Every daily cap counts by it. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** The first of the last `count` UTC days up to the day of `at`. */
export const firstOfDays = (at: Date, count: number): string => dayOf(new Date(at.getTime() - (count - 1) * DAY_MS));

/** Speech shorter than this is not a speech: a cough, a test of the microphone. Seconds. */
export const SPEECH_MIN_SECONDS = 10;

/** What measured speech in one room pays: once for speaking, and for each full minute up to the cap. */
export function speechPay(seconds: number, numbers: RuleNumbers): number {
  if (seconds < SPEECH_MIN_SECONDS) return 0;
  return numbers.speechXp + numbers.speechXpPerMinute * Math.min(numbers.speechMaxMinutes, Math.floor(seconds / 60));
}

/** How many supporters a day can pay for: the cap in XP, in whole payments. */
export const supportSlots = (numbers: RuleNumbers): number => (numbers.supportXp > 0 ? Math.floor(numbers.supportPerDay / numbers.supportXp) : 0);
