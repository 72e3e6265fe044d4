import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateWait, FAIR_SECONDS, fairOrder, fairWeight, waitedSeconds } from "@/lib/rooms/fair-rules";
import { DEPTH } from "../../setup/depth";

const AT = new Date("2026-05-01T12:00:00.000Z");
const hand = (seq: number, waited: number, stageSeconds = 0) => ({ seq, stageSeconds, raisedAt: new Date(AT.getTime() - waited * 1000).toISOString() });
const hands = fc.array(fc.tuple(fc.integer({ min: 0, max: 7_200 }), fc.integer({ min: 0, max: 36_000 })), { maxLength: 30 }).map((all) => all.map(([waited, stage], index) => hand(index + 1, waited, stage)));

describe("fairOrder", () => {
  test("default: who waits longest comes first, and less time on stage today weighs for it", () => {
    const queue = [hand(1, 600, 1_200), hand(2, 400), hand(3, 120)];
    expect(fairOrder(queue, AT).map((each) => each.seq)).toEqual([2, 1, 3]);
    expect(fairWeight(hand(1, 600, FAIR_SECONDS), AT)).toBe(300);
    expect(waitedSeconds(hand(1, 61), AT)).toBe(61);
  });

  test("behavior: with nobody on stage yet it is the order of arrival", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7_200 }), { maxLength: 30 }), (waits) => {
        const queue = [...waits].sort((a, b) => b - a).map((waited, index) => hand(index + 1, waited));
        expect(fairOrder(queue, AT).map((each) => each.seq)).toEqual(queue.map((each) => each.seq));
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });

  test("behavior: everybody keeps a place; longer waiting never sets back, more time on stage never forward", () => {
    fc.assert(
      fc.property(hands, fc.nat(), fc.integer({ min: 1, max: 3_600 }), (queue, pick, more) => {
        const order = fairOrder(queue, AT).map((each) => each.seq);
        expect([...order].sort((a, b) => a - b)).toEqual(queue.map((each) => each.seq));
        const one = queue[pick % Math.max(1, queue.length)];
        if (!one) return;
        const placeWith = (changed: typeof one) => fairOrder(queue.map((each) => (each.seq === one.seq ? changed : each)), AT).findIndex((each) => each.seq === one.seq);
        const place = order.indexOf(one.seq);
        expect(placeWith({ ...one, raisedAt: new Date(Date.parse(one.raisedAt) - more * 1000).toISOString() })).toBeLessThanOrEqual(place);
        expect(placeWith({ ...one, stageSeconds: one.stageSeconds + more })).toBeGreaterThanOrEqual(place);
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });

  test("behavior: nobody waits for ever: whatever the others had, a hand that waits long enough is first", () => {
    const starved = hand(1, 13 * 3_600, 3_600);
    expect(fairOrder([starved, ...Array.from({ length: 20 }, (_, index) => hand(index + 2, 3_599))], AT)[0]).toBe(starved);
  });
});

describe("estimateWait", () => {
  test("default: none while a place is free, then by how soon the stage turns over", () => {
    expect(estimateWait({ ahead: 1, places: 7, freePlaces: 2, meanTurnSeconds: 300 })).toBe(0);
    expect(estimateWait({ ahead: 1, places: 7, freePlaces: 0, meanTurnSeconds: 420 })).toBe(120);
    expect(estimateWait({ ahead: 6, places: 7, freePlaces: 0, meanTurnSeconds: null })).toBe(240);
  });
});
