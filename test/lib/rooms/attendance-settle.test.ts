import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now, shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { applyMoves } from "@/lib/rooms/attendance-apply";
import { attendanceRooms, counted, unsettledRoomIds } from "@/lib/rooms/attendance-store";
import { recordPresence } from "@/lib/rooms/record-presence";
import { recordSpeech } from "@/lib/rooms/record-speech";
import { settleAttendance } from "@/lib/rooms/settle-attendance";
import { type RoomRow, rooms } from "@/lib/rooms/store";
import { auditTotals } from "@/lib/xp/audit-totals";
import { listEntries } from "@/lib/xp/list-entries";
import { ledger, notCounted, ruleVersions } from "@/lib/xp/store";
import { DEMO_NUMBERS } from "@/lib/xp/rules";
import { newSid, openMic, seedRoom, wipe } from "./attendance-set";

beforeAll(async () => {
  await createDeclaredIndexes();
  await ruleVersions().updateOne({ _id: "demo" }, { $set: { numbers: DEMO_NUMBERS, publishedAt: new Date(), byId: "m_x" } }, { upsert: true });
});
beforeEach(wipe);
afterEach(() => shiftClock(0));
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const T0 = Date.parse("2026-03-01T20:00:00Z");
const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(T0 + minutes * MINUTE);
const [ana, bo] = [newId("m"), newId("m")];

const setClock = (minutes: number): void => shiftClock(T0 + minutes * MINUTE - Date.now());

/** A connection from one minute to another; open ones were last seen at the second. */
async function stay(room: RoomRow, memberId: string, from: number, to: number, { left = true } = {}): Promise<void> {
  const whole = { sid: newSid(), roomId: room._id, memberId, joinedAt: at(from), standard: true };
  await applyMoves({ moves: [{ ...whole, kind: "joined", at: at(from) }, { ...whole, kind: left ? "left" : "seen", at: at(to) }] });
}

const paid = async () => (await ledger().find({}).toArray()).map((row) => [row.rule, row.memberId, row.evidence.from?.toISOString().slice(11, 16), row.amount]).sort();

describe("settleAttendance", () => {
  test("default: five minutes together with an open microphone are 10 XP each, once the bucket has settled", async () => {
    const room = await seedRoom({ liveAt: at(0), endedAt: at(5), state: "ended" });
    await Promise.all([stay(room, ana, 0, 5), stay(room, bo, 0, 5)]);
    await openMic(room._id, ana, T0, T0 + 5 * MINUTE);
    setClock(7.9);
    await settleAttendance();
    expect(await paid()).toEqual([]);
    setClock(8.1);
    await settleAttendance();
    expect(await paid()).toEqual([ana, bo].map((id) => ["listening_time", id, "20:00", 10]).sort());
    expect(await ledger().findOne({ _id: `listening_time:${T0 / 1000}:${ana}` })).toMatchObject({ evidence: { roomId: room._id, roomTitle: "Evening talk", seconds: 300 }, ruleVersion: "default" });
    expect(await unsettledRoomIds()).toEqual([]);
  });

  test("behavior: settling again, twice at once and after a crash changes nothing", async () => {
    const room = await seedRoom({ liveAt: at(0), endedAt: at(15), state: "ended" });
    await Promise.all([stay(room, ana, 0, 15), stay(room, bo, 0, 15)]);
    await openMic(room._id, ana, T0, T0 + 15 * MINUTE);
    setClock(30);
    await Promise.all([settleAttendance(), settleAttendance(), settleAttendance()]);
    const once = await paid();
    expect(once).toHaveLength(8);
    // As if the process had died before it noted how far it was, and half of what it had written was there.
    await attendanceRooms().updateOne({ _id: room._id }, { $unset: { settledUntil: "", listed: "" } });
    await counted().updateMany({}, { $unset: { attended: "" } });
    await applyMoves({ moves: [{ kind: "seen", sid: newSid(), roomId: room._id, memberId: ana, at: at(1) }] });
    await Promise.all([settleAttendance(), settleAttendance()]);
    expect(await paid()).toEqual(once);
    expect(await auditTotals()).toMatchObject({ drifted: [], pending: 0 });
  });

  test("behavior: a live room waits for a list made after the bucket ended, and no longer than half an hour", async () => {
    const room = await seedRoom({ liveAt: at(0) });
    await Promise.all([stay(room, ana, 0, 5, { left: false }), stay(room, bo, 0, 5, { left: false })]);
    await openMic(room._id, ana, T0, T0 + 5 * MINUTE);
    await attendanceRooms().updateOne({ _id: room._id }, { $set: { seenAt: at(4.9) } });
    setClock(10);
    await settleAttendance();
    expect(await paid()).toEqual([]);
    await attendanceRooms().updateOne({ _id: room._id }, { $set: { seenAt: at(5) } });
    await settleAttendance();
    expect(await paid()).toHaveLength(2);
    setClock(39.9);
    await settleAttendance();
    expect((await attendanceRooms().findOne({ _id: room._id }))?.settledUntil).toEqual(at(5));
    setClock(40.1);
    await settleAttendance();
    expect((await attendanceRooms().findOne({ _id: room._id }))?.settledUntil).toEqual(at(10));
  });

  test("behavior: two rooms at once pay as one", async () => {
    const both = await Promise.all([seedRoom({ liveAt: at(0), endedAt: at(10), state: "ended" }), seedRoom({ liveAt: at(0), endedAt: at(10), state: "ended" })]);
    for (const room of both) {
      await Promise.all([stay(room, ana, 0, 10), stay(room, bo, 0, 10)]);
      await openMic(room._id, ana, T0, T0 + 10 * MINUTE);
    }
    setClock(30);
    await settleAttendance();
    const rows = (await paid()).filter(([, memberId]) => memberId === ana);
    expect(rows.filter(([rule]) => rule === "listening_time")).toHaveLength(2);
    expect(rows.filter(([rule]) => rule === "live_attendance")).toHaveLength(1);
  });

  test("behavior: rooms with different bucket lengths pay no second twice", async () => {
    const long = await seedRoom({ liveAt: at(0), endedAt: at(5), state: "ended" });
    const short = await seedRoom({ liveAt: at(0), endedAt: at(5), state: "ended", ruleVersion: "demo" });
    for (const room of [long, short]) await Promise.all([stay(room, ana, 0, 5), stay(room, bo, 0, 5)]);
    await openMic(long._id, ana, T0, T0 + 5 * MINUTE);
    await openMic(short._id, ana, T0, T0 + 5 * MINUTE, 30);
    setClock(30);
    await settleAttendance();
    expect((await paid()).filter(([rule]) => rule === "listening_time")).toHaveLength(2);
  });

  test("behavior: attendance is paid at ten counted minutes while the room is live, and three rooms a day", async () => {
    for (let n = 0; n < 4; n += 1) {
      const room = await seedRoom({ liveAt: at(n * 20), endedAt: at(n * 20 + 15), state: "ended" });
      await Promise.all([stay(room, ana, n * 20, n * 20 + 15), stay(room, bo, n * 20, n * 20 + 15)]);
      await openMic(room._id, ana, T0 + n * 20 * MINUTE, T0 + (n * 20 + 15) * MINUTE);
    }
    setClock(100);
    await settleAttendance();
    expect(await ledger().countDocuments({ rule: "live_attendance", memberId: ana })).toBe(3);
    expect(await notCounted().find({ memberId: ana }).toArray()).toMatchObject([{ reason: "daily_limit" }]);
  });

  test("behavior: a third of a room of a quarter of an hour is attendance too, once it has ended", async () => {
    const room = await seedRoom({ liveAt: at(0), endedAt: at(15), state: "ended" });
    await Promise.all([stay(room, ana, 0, 5), stay(room, bo, 0, 15)]);
    await openMic(room._id, bo, T0, T0 + 15 * MINUTE);
    setClock(30);
    await settleAttendance();
    expect(await ledger().countDocuments({ rule: "live_attendance" })).toBe(2);
  });

  test("behavior: the member sees why minutes did not count, neighbours as one line", async () => {
    const room = await seedRoom({ liveAt: at(0), endedAt: at(35), state: "ended" });
    await Promise.all([stay(room, ana, 0, 35), stay(room, bo, 20, 35)]);
    await openMic(room._id, ana, T0 + 25 * MINUTE, T0 + 35 * MINUTE);
    await recordPresence({ roomId: room._id, memberId: ana, kind: "message", at: at(9) });
    setClock(60);
    await settleAttendance();
    const { items, next } = await listEntries({ memberId: ana });
    expect(next).toBeNull();
    expect(items.map(({ rule, amount, reason, from, to }) => [rule, amount, reason, from?.slice(11, 16), to?.slice(11, 16)])).toEqual([
      ["listening_time", 0, "no_proof", "20:30", "20:35"],
      ["listening_time", 10, null, "20:25", "20:30"],
      ["listening_time", 0, "no_open_microphone", "20:20", "20:25"],
      ["listening_time", 0, "alone", "20:00", "20:20"],
    ]);
    expect(items[0]).toMatchObject({ room: { id: room._id, title: "Evening talk" }, since: at(9).toISOString(), seconds: null });
    expect(items[1]).toMatchObject({ seconds: 240, since: null });
  });

  test("behavior: the demo version settles 30-s buckets after 20 s and pays attendance after a minute", async () => {
    const room = await seedRoom({ liveAt: at(0), ruleVersion: "demo" });
    await Promise.all([stay(room, ana, 0, 2, { left: false }), stay(room, bo, 0, 2, { left: false })]);
    await openMic(room._id, ana, T0, T0 + 2 * MINUTE, 30);
    await attendanceRooms().updateOne({ _id: room._id }, { $set: { seenAt: at(2) } });
    setClock(1.4);
    await settleAttendance();
    expect((await paid()).filter(([, id]) => id === ana)).toHaveLength(3);
    setClock(2.4);
    await settleAttendance();
    expect((await paid()).filter(([rule, id]) => id === ana && rule === "listening_time")).toHaveLength(4);
    expect(await ledger().findOne({ _id: `live_attendance:${room._id}:${ana}` })).toMatchObject({ amount: 50, ruleVersion: "demo" });
  });

  test("behavior: measured speech is paid once with the room, and only what was measured", async () => {
    const room = await seedRoom({ liveAt: at(0), endedAt: at(5), state: "ended" });
    await stay(room, ana, 0, 5);
    for (let n = 0; n < 14; n += 1) {
      const step = { roomId: room._id, roomSid: "RM_1", memberId: ana, from: new Date(T0 + n * 10_000) };
      await recordSpeech({ ...step, seconds: 9 });
      await recordSpeech({ ...step, seconds: 3 });
    }
    setClock(20);
    await settleAttendance();
    expect(await ledger().findOne({ _id: `speeches_given:${room._id}:${ana}` })).toMatchObject({ amount: 30, evidence: { seconds: 126 } });
    await expect(recordSpeech({ roomId: room._id, roomSid: "RM_1", memberId: ana, from: new Date(T0 + 1), seconds: 9 })).rejects.toThrow();
    await expect(recordSpeech({ roomId: room._id, roomSid: "RM_1", memberId: ana, from: at(0), seconds: 11 })).rejects.toThrow();
  });

  test("behavior: rooms that never went live, were cancelled or do not exist are let go", async () => {
    const cancelled = await seedRoom({ state: "cancelled", liveAt: null });
    await stay(cancelled, ana, 0, 5);
    await applyMoves({ moves: [{ kind: "seen", sid: newSid(), roomId: newId("r"), memberId: ana, at: at(0) }] });
    const lobby = await seedRoom({ state: "lobby", liveAt: null });
    await stay(lobby, ana, 0, 5);
    setClock(60);
    await settleAttendance();
    expect(await unsettledRoomIds()).toEqual([lobby._id]);
    expect(await paid()).toEqual([]);
    expect(now().getTime()).toBeGreaterThan(T0);
    expect(await rooms().countDocuments({})).toBe(2);
  });
});
