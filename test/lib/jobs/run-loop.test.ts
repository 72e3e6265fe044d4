import { describe, expect, test } from "vitest";
import { runLoop } from "@/lib/jobs/run-loop";

describe("runLoop", () => {
  test("default: repeats until the signal, and ends at once with it", async () => {
    const stop = new AbortController();
    let turns = 0;
    const started = Date.now();
    await runLoop({ name: "test", everyMs: 60_000, signal: stop.signal, turn: async () => (++turns === 3 ? (stop.abort(), 0) : 0) });
    expect(turns).toBe(3);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  test("behavior: a turn that fails does not end the loop", async () => {
    const stop = new AbortController();
    let turns = 0;
    await runLoop({
      name: "test",
      everyMs: 1,
      signal: stop.signal,
      turn: async () => {
        turns += 1;
        if (turns === 1) throw new Error("once");
        stop.abort();
      },
    });
    expect(turns).toBe(2);
  });

  test("behavior: one loop that fails leaves the other alone", async () => {
    const stop = new AbortController();
    let good = 0;
    await Promise.all([
      runLoop({ name: "bad", everyMs: 1, signal: stop.signal, turn: () => Promise.reject(new Error("always")) }),
      runLoop({ name: "good", everyMs: 1, signal: stop.signal, turn: async () => void (++good === 20 && stop.abort()) }),
    ]);
    expect(good).toBe(20);
  });

  test("behavior: begun after the signal it does nothing", async () => {
    let turns = 0;
    await runLoop({ name: "test", everyMs: 1, signal: AbortSignal.abort(), turn: async () => void turns++ });
    expect(turns).toBe(0);
  });
});
