/** Answers name their second only, and take a moment: below this, the two clocks are the same. */
const NOTICEABLE_MS = 2_000;
const HALF_A_SECOND = 500;

let offset = 0;

/** Takes in the `Date` of an answer of the club: how far this device's clock is from the club's. */
export function noteServerTime(date: string | null): void {
  const at = Date.parse(date ?? "");
  if (Number.isNaN(at)) return;
  const found = at + HALF_A_SECOND - Date.now();
  offset = Math.abs(found) < NOTICEABLE_MS ? 0 : found;
}

/** The present moment by the club's clock, ms since 1970: its times are compared with this, not with the device's. */
export const serverNow = (): number => Date.now() + offset;
