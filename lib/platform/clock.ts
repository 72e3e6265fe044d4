let offsetMs = 0;

/** The club's clock. UTC; every rule that compares times reads it here, so that tests can move it. */
export const now = (): Date => new Date(Date.now() + offsetMs);

/** Moves the clock of this process by `ms` from real time. For tests only; `0` puts it back. */
export const shiftClock = (ms: number): void => {
  offsetMs = ms;
};
