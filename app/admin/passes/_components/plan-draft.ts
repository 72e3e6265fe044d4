import { parseAmount } from "@/lib/membership/pass-rules";

export const LENGTHS = ["30", "90", "365", "life", "other"] as const;
export type Length = (typeof LENGTHS)[number];

const DAY_SECONDS = 86_400n;
const MAX_DAYS = 3_650;
const MAX_PRICE = 2n ** 96n;
const MAX_REFUND_DAYS = 14;
const MAX_SEATS = 2 ** 32 - 1;

const wholeNumber = (typed: string, min: number, max: number): number | null => {
  const value = /^\d{1,10}$/.test(typed.trim()) ? Number(typed.trim()) : NaN;
  return value >= min && value <= max ? value : null;
};

/** The duration of a plan in seconds, 0 for good; null when the typed days are no plan of the contract (1 to 3,650). */
export function durationOf(length: Length, typedDays: string): bigint | null {
  if (length === "life") return 0n;
  const days = wholeNumber(length === "other" ? typedDays : length, 1, MAX_DAYS);
  return days === null ? null : BigInt(days) * DAY_SECONDS;
}

/** A typed price in the smallest unit; null when it is none, or more than the contract can keep. */
export function priceOf(typed: string, decimals: number): bigint | null {
  const amount = parseAmount(typed, decimals);
  return amount === null || amount >= MAX_PRICE ? null : amount;
}

/** A typed limit of seats, 0 for none; null when it is none, or below the seats that are taken. */
export function seatsOf(typed: string, taken: number): number | null {
  const seats = wholeNumber(typed, 0, MAX_SEATS);
  return seats !== null && (seats === 0 || seats >= taken) ? seats : null;
}

/** Typed days of a refund as seconds, 0 for no refunds; null when they are more than the contract takes (14). */
export function refundWindowOf(typed: string): number | null {
  const days = wholeNumber(typed, 0, MAX_REFUND_DAYS);
  return days === null ? null : days * Number(DAY_SECONDS);
}
