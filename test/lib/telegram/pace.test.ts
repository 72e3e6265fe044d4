import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Pace, TOP_RATE } from "@/lib/telegram/pace";
import { DEPTH } from "../../setup/depth";

const PERMITTED = 30;
type Sent = { from: number; to: number };

/** Sends for a while on a clock of its own: `latencyOf` is how long the nth message is on its way, `heldOf` how long the process stands still before it. */
function run({ pace, ms, latencyOf, heldOf }: { pace: Pace; ms: number; latencyOf: (n: number) => number; heldOf: (n: number) => number }): Sent[] {
  const sent: Sent[] = [];
  const open: Sent[] = [];
  for (let at = 0; at < ms; ) {
    for (const one of open.filter(({ to }) => to <= at)) {
      pace.answered(at);
      open.splice(open.indexOf(one), 1);
    }
    const wait = open.length >= 3 ? 1 : pace.turn(at);
    if (wait > 0) {
      at += Math.min(Math.ceil(wait), open.length > 0 ? 1 : Math.ceil(wait));
      continue;
    }
    const one = { from: at, to: at + latencyOf(sent.length) };
    sent.push(one);
    open.push(one);
    at += heldOf(sent.length);
  }
  return sent;
}

/** The most that can have arrived in one second, whenever each did on its way. */
const worstSecond = (sent: readonly Sent[]): number => Math.max(0, ...sent.map(({ to }) => sent.filter((other) => other.from <= to && other.to > to - 1_000).length));

describe("the pace of sending", () => {
  test("default: it uses more than 95 % of what is permitted", () => {
    const sent = run({ pace: new Pace(TOP_RATE, 0, 0, TOP_RATE), ms: 60_000, latencyOf: () => 20, heldOf: () => 0 });
    expect(sent.length / 60).toBeGreaterThanOrEqual(PERMITTED * 0.95);
  });

  test("behavior: however unevenly network and process run, no second sees more than is permitted", () => {
    const uneven = fc.infiniteStream(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }) }, fc.integer({ min: 0, max: 1_500 })));
    fc.assert(
      fc.property(uneven, uneven, (latencies, holds) => {
        const next = (stream: Iterator<number>) => () => Number(stream.next().value);
        expect(worstSecond(run({ pace: new Pace(TOP_RATE, 0, 0, TOP_RATE), ms: 6_000, latencyOf: next(latencies[Symbol.iterator]()), heldOf: next(holds[Symbol.iterator]()) }))).toBeLessThanOrEqual(PERMITTED);
      }),
      { numRuns: Math.min(DEPTH.propertyRuns, 200) },
    );
  });

  test("behavior: three refusals of one moment halve the pace once, a later one again, and it grows by one each half minute", () => {
    const pace = new Pace(TOP_RATE, 0, 0, TOP_RATE);
    for (const at of [1_000, 1_010, 1_020]) pace.slow(at, 3);
    expect(pace).toMatchObject({ rate: TOP_RATE / 2, pausedUntil: 4_020 });
    expect(pace.turn(2_000)).toBe(2_020);
    pace.slow(5_000, 3);
    expect(pace.rate).toBe(TOP_RATE / 4);
    expect(pace.recover(20_000)).toBe(false);
    expect(pace.recover(38_001)).toBe(true);
    expect(pace.rate).toBe(TOP_RATE / 4 + 1);
  });
});
