import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attended, type BucketRoom, bucketStart, type Connection, nextPromptAt, presenceOf, proofSpans, settleBucket } from "@/lib/rooms/attendance-rules";
import { atLeast, common, lengthOf, type Span, united, without } from "@/lib/rooms/spans";
import { DEPTH } from "../../setup/depth";

const MIN = 60_000;
const BUCKET = { from: 0, to: 5 * MIN };
const all: Span[] = [{ from: -1e9, to: 1e9 }];
const minutes = (from: number, to: number): Span => ({ from: from * MIN, to: to * MIN });

function room(present: Record<string, Span[]>, more: Partial<BucketRoom> = {}): BucketRoom {
  return {
    roomId: "a",
    liveAt: -1e9,
    endedAt: null,
    openMicrophone: true,
    present: new Map(Object.entries(present)),
    proofs: new Map(Object.keys(present).map((id) => [id, all])),
    ...more,
  };
}

const of = (rooms: BucketRoom[], memberId: string) => settleBucket({ bucket: BUCKET, rooms }).find((result) => result.memberId === memberId);

describe("settleBucket", () => {
  test("default: two members, a microphone open, all of the time counts for both", () => {
    const rooms = [room({ ana: [minutes(0, 5)], bo: [minutes(0, 5)] })];
    expect(of(rooms, "ana")).toEqual({ memberId: "ana", seconds: 300, byRoom: [{ roomId: "a", seconds: 300 }], roomId: "a", missed: null });
    expect(of(rooms, "bo")?.seconds).toBe(300);
  });

  test("behavior: half of the bucket is enough, a moment less is not", () => {
    const bo = [minutes(0, 5)];
    expect(of([room({ ana: [{ from: 0, to: 150_000 }], bo })], "ana")?.missed).toBeNull();
    expect(of([room({ ana: [{ from: 0, to: 149_999 }], bo })], "ana")?.missed).toBe("short");
  });

  test("behavior: alone does not count, neither with a second tab of one's own", () => {
    expect(of([room({ ana: [minutes(0, 5), minutes(1, 4)] })], "ana")).toMatchObject({ seconds: 0, missed: "alone" });
    expect(of([room({ ana: [minutes(0, 5)], bo: [minutes(4, 5)] })], "ana")).toMatchObject({ seconds: 60, missed: "alone" });
  });

  test("behavior: without an open microphone on stage nothing counts", () => {
    const silent = room({ ana: [minutes(0, 5)], bo: [minutes(0, 5)] }, { openMicrophone: false });
    expect(of([silent], "ana")).toMatchObject({ seconds: 0, missed: "no_open_microphone" });
  });

  test("behavior: time counts up to the end of the window that the last sign of presence opened", () => {
    const present = { ana: [minutes(0, 5)], bo: [minutes(0, 5)] };
    const until = (minute: number) => room(present, { proofs: new Map([["ana", [minutes(-20, minute)]], ["bo", all]]) });
    expect(of([until(3)], "ana")).toMatchObject({ seconds: 180, missed: null });
    expect(of([until(1)], "ana")).toMatchObject({ seconds: 60, missed: "no_proof" });
    expect(of([until(-1)], "ana")).toMatchObject({ seconds: 0, missed: "no_proof" });
    expect(of([until(-1)], "bo")).toMatchObject({ seconds: 300, missed: null });
  });

  test("behavior: only the time in which the room was live counts", () => {
    const present = { ana: [minutes(0, 5)], bo: [minutes(0, 5)] };
    expect(of([room(present, { liveAt: 2 * MIN })], "ana")?.seconds).toBe(180);
    expect(of([room(present, { endedAt: MIN })], "ana")).toMatchObject({ seconds: 60, missed: "short" });
    expect(of([room(present, { endedAt: 0 })], "ana")).toBeUndefined();
  });

  test("behavior: two rooms at once are paid as one, each second in the room that went live first", () => {
    const both = { ana: [minutes(0, 5)], bo: [minutes(0, 5)] };
    const rooms = [room(both, { roomId: "late", liveAt: -5 }), room(both, { roomId: "first", liveAt: -9 })];
    expect(of(rooms, "ana")).toEqual({ memberId: "ana", seconds: 300, byRoom: [{ roomId: "first", seconds: 300 }], roomId: "first", missed: null });
  });

  test("behavior: parts of a bucket in different rooms add up, and the row names the room with most", () => {
    const rooms = [
      room({ ana: [minutes(0, 1)], bo: [minutes(0, 5)] }, { roomId: "a" }),
      room({ ana: [minutes(1, 3)], cy: [minutes(0, 5)] }, { roomId: "b" }),
    ];
    expect(of(rooms, "ana")).toMatchObject({ seconds: 180, roomId: "b", missed: null });
  });

  test("behavior: time that a longer bucket pays for is not paid again", () => {
    const rooms = [room({ ana: [minutes(0, 5)], bo: [minutes(0, 5)] })];
    const [ana] = settleBucket({ bucket: BUCKET, rooms, taken: new Map([["ana", [minutes(1, 9)]]]) });
    expect(ana?.seconds).toBe(60);
  });
});

describe("presenceOf", () => {
  const connection = (more: Partial<Connection>): Connection => ({ memberId: "ana", joinedAt: new Date(0), lastSeen: new Date(MIN), standard: true, ...more });

  test("default: an end that was told goes before our own, an open connection ends where it was last seen", () => {
    expect(presenceOf([connection({})]).get("ana")).toEqual([minutes(0, 1)]);
    expect(presenceOf([connection({ closedAt: new Date(3 * MIN) })]).get("ana")).toEqual([minutes(0, 3)]);
    expect(presenceOf([connection({ closedAt: new Date(3 * MIN), leftAt: new Date(2 * MIN) })]).get("ana")).toEqual([minutes(0, 2)]);
  });

  test("behavior: hidden, non-standard, unknown and aborted connections are not there", () => {
    expect(presenceOf([connection({ standard: false })]).size).toBe(0);
    expect(presenceOf([connection({ standard: undefined })]).size).toBe(0);
    expect(presenceOf([connection({ aborted: true })]).size).toBe(0);
  });

  test("behavior: an end before its own beginning is no time", () => {
    expect(presenceOf([connection({ joinedAt: new Date(900), leftAt: new Date(0) })]).get("ana")).toEqual([]);
  });
});

describe("rules around the bucket", () => {
  test("default: buckets are aligned to UTC", () => {
    expect(new Date(bucketStart(Date.parse("2026-03-01T20:14:59.999Z"), 300)).toISOString()).toBe("2026-03-01T20:10:00.000Z");
  });

  test("default: each sign of presence opens a window, and the first entry is one", () => {
    expect(proofSpans([{ first: new Date(0), last: new Date(10) }], null, 60)).toEqual([{ from: 0, to: 60_010 }]);
    expect(proofSpans([], 5, 60)).toEqual([{ from: 5, to: 60_005 }]);
    expect(proofSpans([], null, 60)).toEqual([]);
  });

  test("default: attendance by counted minutes, or by share of a room that was long enough", () => {
    const rule = { attendanceSeconds: 600, share: 0.3, shareMinRoomSeconds: 900 };
    expect(attended({ ...rule, countedSeconds: 600, roomSeconds: null })).toBe(true);
    expect(attended({ ...rule, countedSeconds: 599, roomSeconds: null })).toBe(false);
    expect(attended({ ...rule, countedSeconds: 270, roomSeconds: 900 })).toBe(true);
    expect(attended({ ...rule, countedSeconds: 270, roomSeconds: 899 })).toBe(false);
    expect(attended({ ...rule, countedSeconds: 270, roomSeconds: 901 })).toBe(false);
  });

  test("default: a prompt comes 10 to 19 minutes after the last sign", () => {
    expect(nextPromptAt(new Date(0), 0).getTime()).toBe(10 * MIN);
    expect(nextPromptAt(new Date(0), 0.999999).getTime()).toBeLessThan(20 * MIN);
  });
});

describe("spans", () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 60 }), to: fc.integer({ min: 0, max: 60 }) });
  const spans = fc.array(span, { maxLength: 6 });
  const ticks = (list: readonly Span[]) => Array.from({ length: 60 }, (_, tick) => list.some(({ from, to }) => from <= tick && tick < to));
  const runs = { numRuns: DEPTH.propertyRuns * 5 };

  test("behavior: the algebra agrees with counting tick by tick", () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        expect(ticks(united(a))).toEqual(ticks(a));
        expect(ticks(common(a, b))).toEqual(ticks(a).map((inA, tick) => inA && ticks(b)[tick]));
        expect(ticks(without(a, b))).toEqual(ticks(a).map((inA, tick) => inA && !ticks(b)[tick]));
        expect(lengthOf(a)).toBe(ticks(a).filter(Boolean).length);
      }),
      runs,
    );
  });

  test("behavior: at least n of many agrees with counting tick by tick", () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 5 }), fc.integer({ min: 1, max: 3 }), (each, n) => {
        const there = each.map(ticks);
        expect(ticks(atLeast(n, each))).toEqual(Array.from({ length: 60 }, (_, tick) => there.filter((one) => one[tick]).length >= n));
      }),
      runs,
    );
  });

  test("behavior: no member ever gets more than the bucket, in however many rooms", () => {
    const present = fc.dictionary(fc.constantFrom("ana", "bo", "cy"), fc.array(fc.record({ from: fc.integer({ min: -MIN, max: 6 * MIN }), to: fc.integer({ min: -MIN, max: 6 * MIN }) }), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(present, { maxLength: 4 }), (list) => {
        const rooms = list.map((one, index) => room(one, { roomId: String(index), liveAt: -index }));
        for (const result of settleBucket({ bucket: BUCKET, rooms })) {
          expect(result.seconds).toBeLessThanOrEqual(300);
          expect(result.byRoom.reduce((sum, entry) => sum + entry.seconds, 0)).toBeLessThanOrEqual(result.seconds);
        }
      }),
      runs,
    );
  });
});
