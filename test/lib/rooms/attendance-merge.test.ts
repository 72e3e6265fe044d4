import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { applyMoves } from "@/lib/rooms/attendance-apply";
import { closeAttendance } from "@/lib/rooms/attendance-close";
import { takeList } from "@/lib/rooms/attendance-list";
import { presenceOf, settleBucket } from "@/lib/rooms/attendance-rules";
import { attendanceRooms, findSessions, type SessionMove, type SessionRow, sessions } from "@/lib/rooms/attendance-store";
import { lengthOf, without } from "@/lib/rooms/spans";
import { DEPTH } from "../../setup/depth";
import { wipe } from "./attendance-set";

beforeAll(async () => {
  await createDeclaredIndexes();
  await wipe();
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const T0 = Date.parse("2026-03-01T20:00:00Z");
const MEMBERS = [newId("m"), newId("m"), newId("m")];
const SECOND = 1000;

/** What really happened: connections of a few members, each with a beginning and an end. Seconds from T0. */
const stay = fc.record({ member: fc.integer({ min: 0, max: 2 }), from: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 1, max: 400 }), fate: fc.constantFrom("plain", "plain", "plain", "hidden", "aborted") });
const stays = fc.array(stay, { minLength: 1, maxLength: 5 });
type Stay = { member: number; from: number; length: number; fate: string };

let run = 0;
/** The events of the stays, in the order they happened, for a room and sids of their own. */
function eventsOf(list: readonly Stay[], roomId: string): SessionMove[] {
  run += 1;
  return list
    .flatMap(({ member, from, length, fate }, index): SessionMove[] => {
      const joinedAt = new Date(T0 + from * SECOND);
      const base = { sid: `PA_${run}_${index}`, roomId, memberId: MEMBERS[member] ?? "" };
      const whole = { ...base, joinedAt, standard: fate !== "hidden" };
      const end = new Date(T0 + (from + length) * SECOND);
      if (fate === "aborted") return [{ ...whole, kind: "aborted", at: joinedAt }];
      return [
        { ...whole, kind: "joined", at: joinedAt },
        { ...base, kind: "seen", at: new Date(T0 + (from + Math.floor(length / 2)) * SECOND) },
        { ...whole, kind: "left", at: end },
      ];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

const rowsOf = async (roomId: string): Promise<SessionRow[]> => findSessions({ sids: (await attendanceRooms().findOne({ _id: roomId }))?.sids ?? [] });

/** What the rows are worth: counted seconds by member in the first ten minutes. */
async function worthOf(roomId: string): Promise<unknown> {
  const present = presenceOf(await rowsOf(roomId));
  const proofs = new Map(MEMBERS.map((memberId) => [memberId, [{ from: 0, to: T0 * 2 }]]));
  const bucket = { from: T0, to: T0 + 1_000 * SECOND };
  const results = settleBucket({ bucket, rooms: [{ roomId, liveAt: T0, endedAt: T0 + 800 * SECOND, openMicrophone: true, present, proofs }] });
  return results.map(({ memberId, seconds, missed }) => ({ memberId, seconds, missed })).sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
}

describe("applyMoves", () => {
  test("behavior: any order and any repetition of the same events is worth the same", async () => {
    const shuffled = stays.chain((list) => fc.tuple(fc.constant(list), fc.array(fc.nat(), { minLength: 15, maxLength: 40 })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, order]) => {
        const [inOrder, mixed] = [newId("r"), newId("r")];
        await applyMoves({ moves: eventsOf(list, inOrder) });
        const events = eventsOf(list, mixed);
        // Every event at least once, some several times, in a generated order.
        const picked = order.map((pick) => events[pick % events.length]).filter((event) => event !== undefined);
        const missing = events.filter((event) => !picked.includes(event)).sort((a, b) => (order[0] ?? 0) % 2 ? -1 : a.at.getTime() - b.at.getTime());
        const all = [...picked, ...missing];
        const half = Math.floor(all.length / 2);
        await applyMoves({ moves: all.slice(0, half) });
        await applyMoves({ moves: all.slice(half) });
        expect(await worthOf(mixed)).toEqual(await worthOf(inOrder));
        expect((await rowsOf(mixed)).filter((row) => row.open)).toEqual([]);
      }),
      { numRuns: Math.ceil(DEPTH.propertyRuns / 4) },
    );
  });

  test("behavior: with up to 80 % of the events lost, the lists leave at most 60 s of each connection untold", async () => {
    const lossy = fc.tuple(stays, fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 }));
    await fc.assert(
      fc.asyncProperty(lossy, async ([list, luck]) => {
        const roomId = newId("r");
        const events = eventsOf(list, roomId).filter((_, index) => (luck[index] ?? 0) >= 8);
        const truth = new Map(eventsOf(list, roomId).map((event) => [event.sid.split("_").at(-1), event]));
        const prefix = `PA_${run - 1}_`;
        let next = 0;
        for (let second = 0; second <= 960; second += 30) {
          const at = new Date(T0 + second * SECOND);
          while (events[next] && (events[next]?.at ?? at) <= at) await applyMoves({ moves: [events[next++] as SessionMove] });
          const listed = list.flatMap(({ member, from, length, fate }, index) =>
            fate !== "aborted" && from <= second && second < from + length ? [{ sid: `${prefix}${index}`, memberId: MEMBERS[member] ?? "", joinedAt: new Date(T0 + from * SECOND), standard: fate !== "hidden" }] : [],
          );
          await takeList({ roomId, at, listed });
        }
        const rows = new Map((await rowsOf(roomId)).map((row) => [row._id, row]));
        expect([...rows.values()].filter((row) => row.open)).toEqual([]);
        list.forEach(({ from, length, fate, member }, index) => {
          if (fate !== "plain") return;
          const real = [{ from: T0 + from * SECOND, to: T0 + (from + length) * SECOND }];
          const row = rows.get(`${prefix}${index}`);
          const measured = row ? (presenceOf([row]).get(MEMBERS[member] ?? "") ?? []) : [];
          expect(lengthOf(without(real, measured))).toBeLessThanOrEqual(60 * SECOND);
          expect(lengthOf(without(measured, real))).toBe(0);
        });
        expect(truth.size).toBe(list.length);
      }),
      { numRuns: Math.ceil(DEPTH.propertyRuns / 20) },
    );
  });

  test("behavior: a late join never opens a connection that has left", async () => {
    const roomId = newId("r");
    const whole = { sid: `PA_late_${run++}`, roomId, memberId: MEMBERS[0] ?? "", joinedAt: new Date(T0), standard: true };
    await applyMoves({ moves: [{ ...whole, kind: "left", at: new Date(T0 + 5_000) }] });
    await applyMoves({ moves: [{ ...whole, kind: "joined", at: new Date(T0) }] });
    expect(await sessions().findOne({ _id: whole.sid })).toMatchObject({ open: false, joinedAt: new Date(T0), leftAt: new Date(T0 + 5_000) });
  });

  test("behavior: one list without a connection ends nothing, two do, at the last sight", async () => {
    const roomId = newId("r");
    const listed = { sid: `PA_gone_${run++}`, memberId: MEMBERS[0] ?? "", joinedAt: new Date(T0), standard: true };
    await takeList({ roomId, at: new Date(T0 + 30_000), listed: [listed] });
    await takeList({ roomId, at: new Date(T0 + 60_000), listed: [] });
    await takeList({ roomId, at: new Date(T0 + 90_000), listed: [listed] });
    await takeList({ roomId, at: new Date(T0 + 120_000), listed: [] });
    expect((await sessions().findOne({ _id: listed.sid }))?.open).toBe(true);
    await takeList({ roomId, at: new Date(T0 + 150_000), listed: [] });
    expect(await sessions().findOne({ _id: listed.sid })).toMatchObject({ open: false, closedAt: new Date(T0 + 90_000) });
  });
});

describe("closeAttendance", () => {
  test("default: the end of the room ends every connection, and those told later too", async () => {
    const roomId = newId("r");
    const joined = (sid: string): SessionMove => ({ kind: "joined", sid, roomId, memberId: MEMBERS[0] ?? "", at: new Date(T0), joinedAt: new Date(T0), standard: true });
    await applyMoves({ moves: [joined(`PA_c1_${run}`), joined(`PA_c2_${run}`)] });
    await closeAttendance({ roomId, at: new Date(T0 + 60_000) });
    await applyMoves({ moves: [joined(`PA_c3_${run}`)] });
    await closeAttendance({ roomId, at: new Date(T0 + 90_000) });
    const rows = await rowsOf(roomId);
    expect(rows.map((row) => [row.open, row.closedAt])).toEqual(Array(3).fill([false, new Date(T0 + 60_000)]));
  });

  test("behavior: a burst of 1,000 ends and late joins around the end leaves no connection open", async () => {
    const roomId = newId("r");
    const moves = Array.from({ length: 1_000 }, (_, n): SessionMove => ({ kind: "joined", sid: `PA_burst${run}_${n}`, roomId, memberId: newId("m"), at: new Date(T0), joinedAt: new Date(T0), standard: true }));
    await applyMoves({ moves: moves.slice(0, 900) });
    const late = moves.slice(900).map((move) => applyMoves({ moves: [move] }));
    // Of the thousand ends only two hundred arrive.
    const ends = moves.slice(0, 200).map((move) => applyMoves({ moves: [{ ...move, kind: "left", at: new Date(T0 + 70_000) }] }));
    await Promise.all([...late, closeAttendance({ roomId, at: new Date(T0 + 60_000) }), ...ends]);
    const rows = await rowsOf(roomId);
    expect(rows).toHaveLength(1_000);
    expect(rows.filter((row) => row.open)).toEqual([]);
  });
});
