/** A job that failed this often is dead: it stays in sight and is never run again by itself. */
export const MAX_ATTEMPTS = 8;

/** How long a lease lasts, in ms. The runner renews it at half-life, so only a process that died lets one run out. */
export const LEASE_MS = 15_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The pause in ms before the next attempt, when `attempts` of them (1 or more) have failed: doubles up to 5 minutes. */
export const pauseAfter = (attempts: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
