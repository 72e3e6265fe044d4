import { afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { GET as getRooms, POST as postRoom } from "@/app/api/rooms/route";
import { GET as getRoom, PATCH as patchRoom } from "@/app/api/rooms/[roomId]/route";
import { POST as postStart } from "@/app/api/rooms/[roomId]/start/route";
import { jobs } from "@/lib/jobs/store";
import { audit } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { listVoiceParticipants, pingVoice } from "@/lib/platform/livekit";
import { cancelRoom } from "@/lib/rooms/cancel-room";
import { countLiveRooms } from "@/lib/rooms/count-live-rooms";
import { createRoom } from "@/lib/rooms/create-room";
import { endRoom } from "@/lib/rooms/end-room";
import { findRooms } from "@/lib/rooms/find-rooms";
import { finishStuckRooms } from "@/lib/rooms/finish-stuck-rooms";
import { listRooms } from "@/lib/rooms/list-rooms";
import { openRoom } from "@/lib/rooms/open-room";
import { readRoom } from "@/lib/rooms/read-room";
import { EMPTY_LIVE_MS, REMIND_MS, STUCK_ENDING_MS } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { startRoom } from "@/lib/rooms/start-room";
import { activeRoomIds, findRoomRow, findStage, rooms } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { updateRoom } from "@/lib/rooms/update-room";
import { listen } from "../../setup/listen";
import { ask, makeMember, type TestMember } from "../../setup/members";
import { faultOf, makeRoom, prepare, seat } from "./room-set";

let speaker: TestMember;
beforeAll(async () => {
  await prepare();
  speaker = await makeMember({ roles: { speaker: true } });
});
afterEach(() => shiftClock(0));

describe("createRoom", () => {
  test("default: a speaker makes a draft, or a scheduled room with a time", async () => {
    const draft = await createRoom({ actor: speaker, title: "One", description: "" });
    expect(draft).toMatchObject({ state: "draft", ver: 1, title: "One", host: { id: speaker.id, wallet: speaker.wallet }, listeners: 0, stageLimit: 8 });
    const scheduled = await createRoom({ actor: speaker, title: "Two", description: "d", scheduledAt: "2030-01-01T20:00:00Z" });
    expect(scheduled).toMatchObject({ state: "scheduled", scheduledAt: "2030-01-01T20:00:00.000Z" });
  });

  test("behavior: over HTTP it answers 201 with the view", async () => {
    const answer = await ask(postRoom, { method: "POST", as: speaker, json: { title: "  Padded  " } });
    expect(answer).toMatchObject({ status: 201, body: { title: "Padded", state: "draft", description: "" } });
  });

  test("error: a listener may not, and says so with a reason", async () => {
    expect(await faultOf(createRoom({ actor: await makeMember(), title: "x", description: "" }))).toMatchObject({ code: "forbidden", reason: "speaker_required" });
    expect(await ask(postRoom, { method: "POST", as: await makeMember(), json: { title: "x" } })).toMatchObject({ status: 403, body: { error: { reason: "speaker_required" } } });
  });

  test.each([{}, { title: "" }, { title: "x".repeat(81) }, { title: "a\u0000b" }, { title: "x", scheduledAt: "tomorrow" }])("error: bad input %j is 422", async (json) => {
    expect((await ask(postRoom, { method: "POST", as: speaker, json })).status).toBe(422);
  });

  test("error: signed out is 401, without a pass 403", async () => {
    expect((await ask(postRoom, { method: "POST", json: { title: "x" } })).status).toBe(401);
    const outsider = await makeMember({ roles: { member: false } });
    expect(await ask(postRoom, { method: "POST", as: outsider, json: { title: "x" } })).toMatchObject({ status: 403, body: { error: { reason: "pass_required" } } });
  });
});

describe("updateRoom", () => {
  test("default: the texts change and ver grows", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    expect(await updateRoom({ roomId, actor: speaker, title: "New" })).toMatchObject({ title: "New", ver: 2, state: "draft" });
  });

  test("behavior: a time schedules a draft, null makes it a draft again", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    expect(await updateRoom({ roomId, actor: speaker, scheduledAt: "2030-01-01T20:00:00Z" })).toMatchObject({ state: "scheduled" });
    expect(await updateRoom({ roomId, actor: speaker, scheduledAt: null })).toMatchObject({ state: "draft", scheduledAt: null });
  });

  test("error: not the host, a live room's time, a room that is over", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    expect(await faultOf(updateRoom({ roomId, actor: await makeMember(), title: "x" }))).toMatchObject({ code: "forbidden", reason: "host_required" });
    expect(await faultOf(updateRoom({ roomId, actor: speaker, scheduledAt: null }))).toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "live" } });
    await endRoom({ roomId, actor: speaker });
    expect(await ask(patchRoom, { method: "PATCH", as: speaker, params: { roomId }, json: { title: "x" } })).toMatchObject({ status: 409, body: { error: { details: { state: "ended" } } } });
  });
});

describe("a room's life", () => {
  test("default: draft, lobby, live, ended; everybody is told each time", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    const club = await listen({ channels: ["private-club"] });
    await openRoom({ roomId, actor: speaker });
    const live = await startRoom({ roomId, actor: speaker });
    expect(live).toMatchObject({ state: "live", ver: 3 });
    expect(live.liveAt).not.toBeNull();
    await takeSeat({ roomId, actor: speaker });
    await club.wait("room.changed", (data: { listeners: number; roomId: string }) => data.roomId === roomId && data.listeners === 1);
    const ended = await endRoom({ roomId, actor: speaker });
    expect(ended).toMatchObject({ state: "ended", ver: 5, listeners: 0, peakListeners: 1 });
    await club.wait("room.changed", (data: { state: string; roomId: string }) => data.roomId === roomId && data.state === "ended");
    const told = (club.named("room.changed") as RoomView[]).filter((each) => (each as unknown as { roomId: string }).roomId === roomId);
    expect(told.map((each) => each.state)).toEqual(["lobby", "live", "live", "ending", "ended"]);
    club.close();
    const row = await findRoomRow(roomId);
    expect(row?.ruleVersion).toEqual(expect.any(String));
    expect(await findStage({ _id: roomId, stageLimit: 8 })).toEqual([]);
    expect((await audit().find({ roomId }).toArray()).map((each) => each.action).sort()).toEqual(["room.ended", "room.started"]);
  });

  test("behavior: going live announces the room once", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    await finishStuckRooms();
    await finishStuckRooms();
    expect(await jobs().countDocuments({ name: "announce-room", "input.roomId": roomId })).toBe(1);
  });

  test("behavior: the voice room is made by the start and gone by the end", async (context) => {
    const reason = inject("voiceOff");
    context.skip(reason !== "", reason);
    await pingVoice();
    const { roomId } = await makeRoom({ host: speaker });
    expect(await listVoiceParticipants(roomId)).toEqual([]);
    expect((await endRoom({ roomId, actor: speaker })).state).toBe("ended");
  });

  test("behavior: of many who start the same room one wins, the others get 409 with its state", async () => {
    const { roomId } = await makeRoom({ state: "lobby", host: speaker });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(postStart, { method: "POST", as: speaker, params: { roomId } })));
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    for (const each of answers.filter((answer) => answer.status === 409)) expect(each.body).toMatchObject({ error: { code: "conflict", reason: "wrong_state", details: { state: "live" } } });
    expect((await findRoomRow(roomId))?.state).toBe("live");
  });

  test("behavior: start and cancel at once leave one of the two", async () => {
    const { roomId } = await makeRoom({ state: "lobby", host: speaker });
    const results = await Promise.allSettled([startRoom({ roomId, actor: speaker }), cancelRoom({ roomId, actor: speaker })]);
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(["live", "cancelled"]).toContain((await findRoomRow(roomId))?.state);
  });

  test("behavior: an admin may run a room of somebody else", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    const admin = await makeMember({ roles: { admin: true } });
    expect(await startRoom({ roomId, actor: admin })).toMatchObject({ state: "live", host: { id: speaker.id } });
  });

  test("behavior: a lobby that is called off empties its seats", async () => {
    const { roomId } = await makeRoom({ state: "lobby", host: speaker });
    const [actor] = await seat(roomId, 1);
    await cancelRoom({ roomId, actor: speaker });
    const detail = await readRoom({ roomId, actor: actor ?? speaker });
    expect(detail).toMatchObject({ state: "cancelled", listeners: 0, seats: [], me: { seated: false } });
  });

  test("error: moves that do not fit the state name it", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    for (const move of [openRoom, startRoom, cancelRoom]) expect(await faultOf(move({ roomId, actor: speaker }))).toMatchObject({ reason: "wrong_state", details: { state: "live" } });
    await endRoom({ roomId, actor: speaker });
    expect(await faultOf(endRoom({ roomId, actor: speaker }))).toMatchObject({ reason: "wrong_state", details: { state: "ended" } });
  });

  test("error: not the host, no such room, not a room id", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    expect(await faultOf(startRoom({ roomId, actor: await makeMember({ roles: { speaker: true } }) }))).toMatchObject({ code: "forbidden", reason: "host_required" });
    expect(await faultOf(startRoom({ roomId: "r_00000000000000000000000000", actor: speaker }))).toMatchObject({ code: "not_found", reason: "no_room" });
    expect((await ask(postStart, { method: "POST", as: speaker, params: { roomId: "nonsense" } })).status).toBe(422);
  });
});

describe("listRooms", () => {
  test("default: live before lobby before scheduled by time; the past comes after", async () => {
    const { items } = await listRooms({ actor: speaker, state: undefined });
    const states = items.map((each) => each.state);
    const order = ["live", "lobby", "scheduled", "draft"];
    expect([...states].sort((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(states);
  });

  test("behavior: every room once over all pages, and the past is there", async () => {
    for (let index = 0; index < 3; index += 1) {
      const { roomId } = await makeRoom({ state: "draft", host: speaker });
      await cancelRoom({ roomId, actor: speaker });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 50; page += 1) {
      const { items, next } = await listRooms({ actor: speaker, ...(cursor ? { cursor } : {}) });
      seen.push(...items.map((each) => each.id));
      if (!next) break;
      cursor = next;
    }
    const all = await rooms().find({}, { projection: { _id: 1 } }).toArray();
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual(all.map((each) => each._id).sort());
  });

  test("behavior: a draft is seen by its host and admins only", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    const member = await makeMember();
    const admin = await makeMember({ roles: { admin: true } });
    const ids = async (actor: TestMember) => (await listRooms({ actor, state: "draft" })).items.map((each) => each.id);
    expect(await ids(member)).not.toContain(roomId);
    expect(await ids(admin)).toContain(roomId);
    expect(await faultOf(readRoom({ roomId, actor: member }))).toMatchObject({ code: "not_found", reason: "no_room" });
  });

  test("behavior: the count of live rooms and short forms by id", async () => {
    const before = await countLiveRooms();
    const { roomId } = await makeRoom({ host: speaker });
    expect(await countLiveRooms()).toBe(before + 1);
    expect((await findRooms({ ids: [roomId, "r_none"] })).get(roomId)).toMatchObject({ title: "Night shift", state: "live" });
  });

  test("error: a cursor that is not ours is 400", async () => {
    expect(await ask(getRooms, { as: speaker, query: { cursor: "$ne" } })).toMatchObject({ status: 400, body: { error: { reason: "bad_cursor" } } });
    expect((await ask(getRooms, { as: speaker, query: { state: "nonsense" } })).status).toBe(422);
  });
});

describe("readRoom", () => {
  test("default: who is in, the queue, and what one is", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    const [ana] = await seat(roomId, 1);
    await takeSeat({ roomId, actor: speaker });
    const answer = await ask(getRoom, { as: ana ?? null, params: { roomId } });
    expect(answer).toMatchObject({ status: 200, body: { listeners: 2, me: { role: "listener", seated: true, onStage: false, moderator: false, hand: null } } });
    expect((answer.body as { seats: unknown[] }).seats).toMatchObject([
      { role: "host", onStage: true },
      { role: "listener", onStage: false },
    ]);
    expect(await readRoom({ roomId, actor: speaker })).toMatchObject({ me: { role: "host", seated: true, onStage: true, moderator: true } });
  });
});

describe("finishStuckRooms", () => {
  test("default: a room left in ending is finished after two minutes", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    await rooms().updateOne({ _id: roomId }, { $set: { state: "ending", stateAt: new Date(), endedAt: new Date() }, $inc: { ver: 1 } });
    expect(await finishStuckRooms()).not.toContain(roomId);
    shiftClock(STUCK_ENDING_MS + 1_000);
    expect(await finishStuckRooms()).toContain(roomId);
    expect((await findRoomRow(roomId))?.state).toBe("ended");
  });

  test("behavior: a live room with nobody in it ends after 15 minutes, at the moment it was empty", async () => {
    const { roomId } = await makeRoom({ host: speaker });
    await finishStuckRooms();
    const since = (await findRoomRow(roomId))?.emptySince;
    expect(since).toEqual(expect.any(Date));
    shiftClock(EMPTY_LIVE_MS - 60_000);
    expect(await finishStuckRooms()).not.toContain(roomId);
    shiftClock(EMPTY_LIVE_MS + 60_000);
    expect(await finishStuckRooms()).toContain(roomId);
    expect(await findRoomRow(roomId)).toMatchObject({ state: "ended", endedAt: since });
  });

  test("behavior: the reminder of a planned room that a crash left out is planned once", async () => {
    const scheduledAt = "2030-01-01T20:00:00.000Z";
    const { id } = await createRoom({ actor: speaker, title: "Later", description: "", scheduledAt });
    await jobs().deleteMany({ name: "remind-room", "input.roomId": id });
    await finishStuckRooms();
    await finishStuckRooms();
    expect(await jobs().find({ name: "remind-room", "input.roomId": id }).toArray()).toMatchObject([{ input: { scheduledAt }, runAt: new Date(Date.parse(scheduledAt) - REMIND_MS) }]);
  });

  test("behavior: an id left in the list of rooms that are not over is taken out", async () => {
    const { roomId } = await makeRoom({ state: "draft", host: speaker });
    await rooms().updateOne({ _id: roomId }, { $set: { state: "cancelled" } });
    await finishStuckRooms();
    expect(await activeRoomIds()).not.toContain(roomId);
  });
});
