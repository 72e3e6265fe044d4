const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Whole days until a pass ends, a begun one counted; 0 when it has ended. */
export const daysLeft = ({ expiresAt, at }: { expiresAt: Date; at: Date }): number => Math.max(0, Math.ceil((expiresAt.getTime() - at.getTime()) / DAY_MS));

/** Time that is left, in the largest unit that says enough; a begun unit is not counted, so nothing is promised too long. */
export type TimeLeft = { unit: "days" | "hours" | "minutes"; count: number };

/**
 * How long a refund can still be taken. Null when it cannot: the contract takes it up to and with the second `until`.
 */
export function refundLeft({ until, at }: { until: Date; at: Date }): TimeLeft | null {
  const left = until.getTime() - at.getTime();
  if (left < 0) return null;
  if (left >= 2 * DAY_MS) return { unit: "days", count: Math.floor(left / DAY_MS) };
  if (left >= 2 * HOUR_MS) return { unit: "hours", count: Math.floor(left / HOUR_MS) };
  return { unit: "minutes", count: Math.floor(left / MINUTE_MS) };
}

/**
 * When a pass would end after a renewal: from its end, or from now when it has ended (the contract's rule). Null is
 * for good.
 * @param durationSeconds of the plan; 0 is for good
 * @param expiresAt the present end; null when no pass is held
 */
export function renewedEnd({ expiresAt, durationSeconds, at }: { expiresAt: Date | null; durationSeconds: number; at: Date }): Date | null {
  if (durationSeconds === 0) return null;
  const base = expiresAt && expiresAt > at ? expiresAt : at;
  return new Date(base.getTime() + durationSeconds * 1000);
}

/** What is missing of an amount, in its smallest unit; 0 when enough is there. */
export const shortfall = ({ need, have }: { need: bigint; have: bigint }): bigint => (need > have ? need - have : 0n);

/** From when on a pass may be renewed automatically: the last twentieth of the plan's duration (the contract's rule). */
export const autoRenewOpens = ({ expiresAt, durationSeconds }: { expiresAt: Date; durationSeconds: number }): Date =>
  new Date(expiresAt.getTime() - Math.floor(durationSeconds / 20) * 1000);

/** How long after its end a pass keeps its seat and may still be renewed automatically (the contract's GRACE). */
export const GRACE_MS = 7 * DAY_MS;

/** Whether a pass may be renewed automatically now: from `autoRenewOpens` until a week after its end. */
export const isRenewalDue = ({ expiresAt, durationSeconds, at }: { expiresAt: Date; durationSeconds: number; at: Date }): boolean =>
  at >= autoRenewOpens({ expiresAt, durationSeconds }) && at.getTime() <= expiresAt.getTime() + GRACE_MS;

/**
 * A typed amount in the smallest unit, or null when it is no such amount: digits with at most `decimals` after a point
 * or comma. Never rounded.
 */
export function parseAmount(typed: string, decimals: number): bigint | null {
  const match = /^(\d{1,30})(?:[.,](\d+))?$/.exec(typed.trim().replace(/[\s\u00a0]/g, ""));
  if (!match) return null;
  const [, whole = "0", fraction = ""] = match;
  if (fraction.length > decimals) return null;
  return BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, "0") || "0");
}

const SHOWN_DIGITS = 6;

/**
 * An amount of the smallest unit as a plain decimal text with at most six digits after the point.
 * @param round `up` for what is missing or to be paid, which must never look smaller than it is; `down` for what is there
 */
export function amountText({ amount, decimals, round = "down" }: { amount: bigint; decimals: number; round?: "up" | "down" }): string {
  const unit = 10n ** BigInt(Math.max(0, decimals - SHOWN_DIGITS));
  const cut = ((round === "up" ? amount + unit - 1n : amount) / unit) * unit;
  const digits = cut.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  const whole = digits.slice(0, digits.length - decimals);
  return decimals > 0 && fraction ? `${whole}.${fraction}` : whole;
}
