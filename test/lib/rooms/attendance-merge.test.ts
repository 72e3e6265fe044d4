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
const SECOND = 1000;
/** Cases that are told together, as if they were one room's: each has members of its own, and is judged by itself. */
const CASES_A_RUN = 50;
const RUNS = { numRuns: Math.ceil(DEPTH.webhookSets / CASES_A_RUN), interruptAfterTimeLimit: 10 * 60_000 };
const SLOW = { timeout: 12 * 60_000 };

/** What really happened: connections of a few members, each with a beginning and an end. Seconds from T0. */
const stay = fc.record({ member: fc.integer({ min: 0, max: 2 }), from: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 1, max: 400 }), fate: fc.constantFrom("plain", "plain", "plain", "hidden", "aborted") });
const stays = fc.array(stay, { minLength: 1, maxLength: 5 });
type Stay = { member: number; from: number; length: number; fate: string };

/** One case with the ids that its members and connections have in one run. */
type Case = { list: readonly Stay[]; members: string[]; sid: (index: number) => string };
let made = 0;
const caseOf = (list: readonly Stay[]): Case => {
  const name = `PA_${(made += 1)}`;
  return { list, members: [newId("m"), newId("m"), newId("m")], sid: (index) => `${name}_${index}` };
};
const startOf = ({ from }: Stay): Date => new Date(T0 + from * SECOND);
const endOf = ({ from, length }: Stay): Date => new Date(T0 + (from + length) * SECOND);

/** The events of one case, in the order they happened. */
function eventsOf({ list, members, sid }: Case, roomId: string): SessionMove[] {
  return list
    .flatMap((one, index): SessionMove[] => {
      const base = { sid: sid(index), roomId, memberId: members[one.member] ?? "" };
      const whole = { ...base, joinedAt: startOf(one), standard: one.fate !== "hidden" };
      if (one.fate === "aborted") return [{ ...whole, kind: "aborted", at: startOf(one) }];
      return [
        { ...whole, kind: "joined", at: startOf(one) },
        { ...base, kind: "seen", at: new Date(T0 + (one.from + Math.floor(one.length / 2)) * SECOND) },
        { ...whole, kind: "left", at: endOf(one) },
      ];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

const rowsOf = async (roomId: string): Promise<SessionRow[]> => findSessions({ sids: (await attendanceRooms().findOne({ _id: roomId }))?.sids ?? [] });

/** What the rows of a case are worth: counted seconds by member in the first quarter of an hour. */
function worthOf({ members }: Case, rows: readonly SessionRow[]): unknown {
  const present = presenceOf(rows.filter((row) => members.includes(row.memberId)));
  const proofs = new Map(members.map((memberId) => [memberId, [{ from: 0, to: T0 * 2 }]]));
  const bucket = { from: T0, to: T0 + 1_000 * SECOND };
  const results = settleBucket({ bucket, rooms: [{ roomId: "r", liveAt: T0, endedAt: T0 + 800 * SECOND, openMicrophone: true, present, proofs }] });
  return members.map((memberId) => results.find((result) => result.memberId === memberId)).map((result) => [result?.seconds, result?.missed]);
}

describe("applyMoves", () => {
  test("behavior: any order and any repetition of the same events is worth the same", SLOW, async () => {
    const mixed = fc.record({ list: stays, order: fc.array(fc.nat(), { minLength: 15, maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(mixed, { minLength: CASES_A_RUN, maxLength: CASES_A_RUN }), async (all) => {
        const [inOrder, inDisorder] = [newId("r"), newId("r")];
        const pairs = all.map(({ list, order }) => ({ order, told: caseOf(list), mixed: caseOf(list) }));
        await applyMoves({ moves: pairs.flatMap(({ told }) => eventsOf(told, inOrder)) });
        const moves = pairs.flatMap(({ mixed: one, order }) => {
          const events = eventsOf(one, inDisorder);
          // Every event at least once, some several times, in a generated order.
          const picked = order.map((pick) => events[pick % events.length]).filter((event) => event !== undefined);
          const missing = events.filter((event) => !picked.includes(event)).sort((a, b) => (order[0] ?? 0) % 2 ? -1 : a.at.getTime() - b.at.getTime());
          return [...picked, ...missing];
        });
        const half = Math.floor(moves.length / 2);
        await applyMoves({ moves: moves.slice(0, half) });
        await applyMoves({ moves: moves.slice(half) });
        const [rows, mixedRows] = [await rowsOf(inOrder), await rowsOf(inDisorder)];
        for (const { told, mixed: one } of pairs) expect(worthOf(one, mixedRows)).toEqual(worthOf(told, rows));
        expect(mixedRows.filter((row) => row.open)).toEqual([]);
      }),
      RUNS,
    );
  });

  test("behavior: with up to 80 % of the events lost, the lists leave at most 60 s of each connection untold", SLOW, async () => {
    const lossy = fc.record({ list: stays, luck: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(lossy, { minLength: CASES_A_RUN, maxLength: CASES_A_RUN }), async (all) => {
        const roomId = newId("r");
        const cases = all.map(({ list, luck }) => ({ luck, one: caseOf(list) }));
        const events = cases.flatMap(({ one, luck }) => eventsOf(one, roomId).filter((_, index) => (luck[index] ?? 0) >= 8)).sort((a, b) => a.at.getTime() - b.at.getTime());
        let next = 0;
        for (let second = 0; second <= 960; second += 30) {
          const at = new Date(T0 + second * SECOND);
          const told: SessionMove[] = [];
          for (let event = events[next]; event && event.at <= at; event = events[(next += 1)]) told.push(event);
          await applyMoves({ moves: told });
          const listed = cases.flatMap(({ one }) =>
            one.list.flatMap((own, index) =>
              own.fate !== "aborted" && own.from <= second && second < own.from + own.length ? [{ sid: one.sid(index), memberId: one.members[own.member] ?? "", joinedAt: startOf(own), standard: own.fate !== "hidden" }] : [],
            ),
          );
          await takeList({ roomId, at, listed });
        }
        const rows = new Map((await rowsOf(roomId)).map((row) => [row._id, row]));
        expect([...rows.values()].filter((row) => row.open)).toEqual([]);
        for (const { one } of cases)
          one.list.forEach((own, index) => {
            if (own.fate !== "plain") return;
            const real = [{ from: startOf(own).getTime(), to: endOf(own).getTime() }];
            const row = rows.get(one.sid(index));
            const measured = row ? (presenceOf([row]).get(one.members[own.member] ?? "") ?? []) : [];
            expect(lengthOf(without(real, measured))).toBeLessThanOrEqual(60 * SECOND);
            expect(lengthOf(without(measured, real))).toBe(0);
          });
      }),
      RUNS,
    );
  });

  test("behavior: a late join never opens a connection that has left", async () => {
    const roomId = newId("r");
    const whole = { sid: `PA_late_${(made += 1)}`, roomId, memberId: newId("m"), joinedAt: new Date(T0), standard: true };
    await applyMoves({ moves: [{ ...whole, kind: "left", at: new Date(T0 + 5_000) }] });
    await applyMoves({ moves: [{ ...whole, kind: "joined", at: new Date(T0) }] });
    expect(await sessions().findOne({ _id: whole.sid })).toMatchObject({ open: false, joinedAt: new Date(T0), leftAt: new Date(T0 + 5_000) });
  });

  test("behavior: one list without a connection ends nothing, two do, at the last sight", async () => {
    const roomId = newId("r");
    const listed = { sid: `PA_gone_${(made += 1)}`, memberId: newId("m"), joinedAt: new Date(T0), standard: true };
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
    const joined = (sid: string): SessionMove => ({ kind: "joined", sid, roomId, memberId: newId("m"), at: new Date(T0), joinedAt: new Date(T0), standard: true });
    await applyMoves({ moves: [joined(`PA_c1_${made}`), joined(`PA_c2_${made}`)] });
    await closeAttendance({ roomId, at: new Date(T0 + 60_000) });
    await applyMoves({ moves: [joined(`PA_c3_${made}`)] });
    await closeAttendance({ roomId, at: new Date(T0 + 90_000) });
    const rows = await rowsOf(roomId);
    expect(rows.map((row) => [row.open, row.closedAt])).toEqual(Array(3).fill([false, new Date(T0 + 60_000)]));
  });

  test("behavior: a burst of 1,000 ends and late joins around the end leaves no connection open", async () => {
    const roomId = newId("r");
    const moves = Array.from({ length: 1_000 }, (_, n): SessionMove => ({ kind: "joined", sid: `PA_burst${made}_${n}`, roomId, memberId: newId("m"), at: new Date(T0), joinedAt: new Date(T0), standard: true }));
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
