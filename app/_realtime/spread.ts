/**
 * Does one thing once for however many calls come before it, after a pause of about `pauseMs()`: many pages that hear
 * the same event do not ask all at once, and where event follows event the first decides when.
 */
export function spread(work: () => void, pauseMs: () => number): { soon: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, pauseMs() * (0.5 + Math.random()));
    },
    stop: () => clearTimeout(timer),
  };
}
