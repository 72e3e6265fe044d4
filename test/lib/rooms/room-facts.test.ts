import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET as getCalendar } from "@/app/api/rooms/[roomId]/calendar.ics/route";
import { GET as getHands } from "@/app/api/rooms/[roomId]/hands/route";
import { GET as getModeration } from "@/app/api/rooms/[roomId]/moderation/route";
import { DELETE as deleteReminder, PUT as putReminder } from "@/app/api/rooms/[roomId]/reminder/route";
import { PATCH as patchRoom } from "@/app/api/rooms/[roomId]/route";
import { GET as getSummary } from "@/app/api/rooms/[roomId]/summary/route";
import { GET as getRooms, POST as postRooms } from "@/app/api/rooms/route";
import { handle as remindRoom } from "@/lib/jobs/remind-room";
import { jobs } from "@/lib/jobs/store";
import { handle as tellRoomSoon } from "@/lib/jobs/tell-room-soon";
import { shiftClock } from "@/lib/platform/clock";
import { banMember } from "@/lib/rooms/ban-member";
import { cancelRoom } from "@/lib/rooms/cancel-room";
import { recountListeners } from "@/lib/rooms/count-listeners";
import { endRoom } from "@/lib/rooms/end-room";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { leaveStage } from "@/lib/rooms/leave-stage";
import { muteMember } from "@/lib/rooms/mute-member";
import { raiseHand } from "@/lib/rooms/raise-hand";
import type { RoomSummaryView, RoomView } from "@/lib/rooms/schema";
import { findRoomRow } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { listen } from "../../setup/listen";
import { ask, followNow, makeMember, makeMembers, type TestMember } from "../../setup/members";
import { present } from "../../setup/present";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";

beforeAll(prepare);
afterEach(async () => {
  shiftClock(0);
  await followNow();
});

const speaker = () => makeMember({ roles: { speaker: true } });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const make = async (as: TestMember, json: object) => (await ask(postRooms, { method: "POST", as, json: { title: "Night shift", ...json } })).body as RoomView;

describe("what a room is about", () => {
  test("default: kept, shown, changed, and what was not chosen has its default", async () => {
    const host = await speaker();
    const room = await make(host, { scheduledAt: inAnHour(), timeZone: "Europe/Berlin", category: "tech", language: "ru", tags: ["DAO", " dao ", "Voting"], cover: "waves", capacity: 50, video: true });
    expect(room).toMatchObject({ state: "scheduled", timeZone: "Europe/Berlin", category: "tech", language: "ru", tags: ["dao", "voting"], cover: "waves", capacity: 50, video: true });
    const changed = await ask(patchRoom, { method: "PATCH", as: host, params: { roomId: room.id }, json: { language: null, tags: [] } });
    expect(changed).toMatchObject({ status: 200, body: { language: null, tags: [], category: "tech", capacity: 50 } });
    expect(await make(host, {})).toMatchObject({ timeZone: "UTC", category: "talk", language: null, tags: [], capacity: 3_000, video: false });
  });

  test("default: lists show only the category, language or tag asked for, also of rooms that are over", async () => {
    const host = await speaker();
    const tech = await make(host, { category: "games", language: "ja", tags: ["go"] });
    const gone = await make(host, { category: "games", language: "ja" });
    await make(host, { category: "music", language: "ja" });
    await cancelRoom({ roomId: gone.id, actor: host });
    const ids = async (query: Record<string, string>) => ((await ask(getRooms, { as: host, query })).body as { items: RoomView[] }).items.map((room) => room.id);
    expect(await ids({ category: "games", language: "ja" })).toEqual([tech.id]);
    expect(await ids({ tag: "GO" })).toEqual([tech.id]);
    expect(await ids({ category: "games", state: "cancelled" })).toEqual([gone.id]);
  });

  test("error: no such time zone, language, category or cover; too many tags; a limit of one", async () => {
    const as = await speaker();
    for (const fault of [{ timeZone: "Mars/Olympus" }, { language: "xx" }, { category: "spam" }, { cover: "photo" }, { tags: ["a", "b", "c", "d", "e", "f"] }, { tags: ["<b>"] }, { capacity: 1 }])
      expect((await ask(postRooms, { method: "POST", as, json: { title: "T", ...fault } })).status, JSON.stringify(fault)).toBe(422);
  });
});

describe("the limit of a room", () => {
  test("behavior: however many come at once it never holds more; who leaves makes room; moderators come in beyond it", async () => {
    const host = await speaker();
    const { roomId } = await makeRoom({ state: "lobby", host });
    await ask(patchRoom, { method: "PATCH", as: host, params: { roomId }, json: { capacity: 4 } });
    const people = await makeMembers(12);
    const answers = await Promise.allSettled(people.map((actor) => takeSeat({ roomId, actor })));
    expect(answers.filter((each) => each.status === "fulfilled")).toHaveLength(4);
    expect((await takeSeat({ roomId, actor: host })).role).toBe("host");
    const [inside, outside] = [people.filter((_, index) => answers[index]?.status === "fulfilled"), people.filter((_, index) => answers[index]?.status === "rejected")];
    expect(await faultOf(takeSeat({ roomId, actor: present(outside[0]) }))).toMatchObject({ code: "conflict", reason: "room_full", details: { capacity: 4 } });
    await takeSeat({ roomId, actor: present(inside[0]) });
    for (const actor of inside.slice(0, 2)) await leaveRoom({ roomId, actor });
    expect((await takeSeat({ roomId, actor: present(outside[0]) })).role).toBe("listener");
    expect((await findRoomRow(roomId))?.holderIds).toHaveLength(4);
  });
});

describe("a planned room", () => {
  test("default: a calendar file with folded, escaped lines, and the same event called off later", async () => {
    const host = await speaker();
    const title = `Речь, и; "вопросы" \\ ${"long ".repeat(10)}`.trim();
    const { id: roomId, scheduledAt } = await make(host, { title, description: "One\nTwo, three; four", scheduledAt: "2027-03-01T19:30:00.000Z" });
    const file = async () => {
      const response = await getCalendar(new Request("http://localhost:3000/x", { headers: { cookie: `club_session=${host.token}` } }), { params: Promise.resolve({ roomId }) });
      return { response, text: await response.text() };
    };
    const { response, text } = await file();
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain(`${roomId}.ics`);
    const lines = text.split("\r\n");
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const whole = text.replaceAll("\r\n ", "");
    expect(whole).toContain("BEGIN:VCALENDAR");
    expect(whole).toContain(`UID:${roomId}@`);
    expect(whole).toContain("DTSTART:20270301T193000Z");
    expect(whole).toContain("DTEND:20270301T203000Z");
    expect(whole).toContain(`SUMMARY:Речь\\, и\\; "вопросы" \\\\ long`);
    expect(whole).toContain("DESCRIPTION:One\\n");
    expect(whole).toContain("STATUS:CONFIRMED");
    expect(scheduledAt).toBe("2027-03-01T19:30:00.000Z");
    const sequence = (calendar: string) => Number(/SEQUENCE:(\d+)/.exec(calendar)?.[1]);
    await cancelRoom({ roomId, actor: host });
    const later = (await file()).text;
    expect(later).toContain("STATUS:CANCELLED");
    expect(sequence(later)).toBeGreaterThan(sequence(text));
  });

  test("default: who asked is told once before it begins, on their open pages", async () => {
    const [host, ana, bea] = [await speaker(), await makeMember(), await makeMember()];
    const scheduledAt = inAnHour();
    const { id: roomId } = await make(host, { scheduledAt });
    for (const as of [ana, ana, bea]) expect(await ask(putReminder, { method: "PUT", as, params: { roomId } })).toMatchObject({ status: 200, body: { reminded: true } });
    await ask(deleteReminder, { method: "DELETE", as: bea, params: { roomId } });
    const job = present(await jobs().findOne({ _id: `remind-room:${roomId}:${Date.parse(scheduledAt)}` }));
    expect(job.runAt.getTime()).toBe(Date.parse(scheduledAt) - 600_000);
    await remindRoom({ roomId, scheduledAt });
    await remindRoom({ roomId, scheduledAt });
    const told = await jobs().find({ name: "tell-room-soon", "input.roomId": roomId }).toArray();
    expect(told.map((each) => each.input)).toEqual([{ roomId, memberId: ana.id, scheduledAt }]);
    const own = await listen({ memberId: ana.id });
    await tellRoomSoon({ roomId, memberId: ana.id, scheduledAt });
    expect(await own.wait("room.soon")).toMatchObject({ roomId, title: "Night shift", scheduledAt });
    own.close();
  });

  test("behavior: a room that was moved meanwhile is told at its new time only", async () => {
    const [host, ana] = [await speaker(), await makeMember()];
    const first = inAnHour();
    const { id: roomId } = await make(host, { scheduledAt: first });
    await ask(putReminder, { method: "PUT", as: ana, params: { roomId } });
    await ask(patchRoom, { method: "PATCH", as: host, params: { roomId }, json: { scheduledAt: "2027-03-01T19:30:00.000Z" } });
    await remindRoom({ roomId, scheduledAt: first });
    expect(await jobs().countDocuments({ name: "tell-room-soon", "input.roomId": roomId })).toBe(0);
    expect(await jobs().countDocuments({ name: "remind-room", "input.roomId": roomId })).toBe(2);
  });

  test("error: reminders and calendars of rooms that are not planned; drafts of others", async () => {
    const { roomId, host } = await makeRoom();
    const ana = await makeMember();
    expect(await ask(putReminder, { method: "PUT", as: ana, params: { roomId } })).toMatchObject({ status: 409, body: { error: { reason: "wrong_state", details: { state: "live" } } } });
    expect((await ask(getCalendar, { as: host, params: { roomId } })).status).toBe(409);
    const draft = await make(host, {});
    for (const handler of [putReminder, getCalendar, getSummary]) expect((await ask(handler, { method: handler === putReminder ? "PUT" : "GET", as: ana, params: { roomId: draft.id } })).status).toBe(404);
  });
});

describe("the fair order", () => {
  test("default: time on live stages today is kept, shown in the queue, and weighs in the order", async () => {
    // At noon, so that none of it is over midnight.
    const noon = new Date().setUTCHours(12, 0, 0, 0) - Date.now();
    shiftClock(noon);
    const { roomId, host } = await makeRoom();
    const [ana, bea] = (await seat(roomId, 2)).map(present);
    await bringOnStage({ roomId, host, actor: present(ana) });
    shiftClock(noon + 20 * 60_000);
    await followNow();
    await leaveStage({ roomId, actor: present(ana) });
    await raiseHand({ roomId, actor: present(ana) });
    shiftClock(noon + 21 * 60_000);
    await followNow();
    await raiseHand({ roomId, actor: present(bea) });
    shiftClock(noon + 25 * 60_000);
    await followNow();
    const queue = async (query: Record<string, string>) => ((await ask(getHands, { as: host, params: { roomId }, query })).body as { items: { memberId: string; stageSeconds: number }[] }).items;
    expect((await queue({})).map((each) => each.memberId)).toEqual([ana?.id, bea?.id]);
    const fair = await queue({ order: "fair" });
    expect(fair.map((each) => each.memberId)).toEqual([bea?.id, ana?.id]);
    expect(fair[1]?.stageSeconds).toBeGreaterThanOrEqual(1_190);
    expect((await ask(getHands, { as: host, params: { roomId }, query: { order: "size" } })).status).toBe(422);
  });
});

describe("after the end", () => {
  test("default: numbers, who stood on stage, what it paid; and the acts of moderators without reasons", async () => {
    const { roomId, host } = await makeRoom();
    await takeSeat({ roomId, actor: host });
    const [ana, bea] = (await seat(roomId, 2)).map(present);
    // Entries close together are counted within a second; here the peak must stand before somebody is put out.
    await recountListeners({ roomId });
    await bringOnStage({ roomId, host, actor: present(ana) });
    await muteMember({ roomId, memberId: present(ana).id, actor: host });
    await banMember({ roomId, memberId: present(bea).id, actor: host, reason: "secret words", minutes: 5 });
    expect((await ask(getSummary, { as: ana ?? null, params: { roomId } })).status).toBe(409);
    shiftClock(60_000);
    await followNow();
    await endRoom({ roomId, actor: host });
    const { body } = await ask(getSummary, { as: ana ?? null, params: { roomId } });
    const summary = body as RoomSummaryView;
    expect(summary).toMatchObject({ visitors: 3, messages: 0, peakListeners: 3, xp: { total: 10, mine: 10 } });
    expect(summary.seconds).toBeGreaterThanOrEqual(60);
    expect(summary.speakers.map((each) => each.person.id).sort()).toEqual([host.id, present(ana).id].sort());
    const log = await ask(getModeration, { as: ana ?? null, params: { roomId } });
    expect((log.body as { items: { action: string }[] }).items.map((each) => each.action)).toEqual(["room.ended", "room.member_banned", "room.member_muted", "room.started"]);
    expect(JSON.stringify(log.body)).not.toContain("secret");
    expect((log.body as { items: { until: string | null }[] }).items[1]?.until).not.toBeNull();
    expect((await ask(getModeration, { as: bea ?? null, params: { roomId } })).status).toBe(403);
    expect((await ask(getModeration, { as: await makeMember(), params: { roomId } })).status).toBe(403);
  });
});
