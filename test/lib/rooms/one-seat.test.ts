import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postLeave } from "@/app/api/rooms/[roomId]/leave/route";
import { POST as postMute } from "@/app/api/rooms/[roomId]/mute/[memberId]/route";
import { POST as postSeat } from "@/app/api/rooms/[roomId]/seat/route";
import { POST as postTakeOver } from "@/app/api/rooms/[roomId]/take-over/route";
import { POST as postToken } from "@/app/api/rooms/[roomId]/token/route";
import { closeGhostSeats } from "@/lib/rooms/close-ghost-seats";
import { evictMember } from "@/lib/rooms/evict-member";
import { keepSeat } from "@/lib/rooms/keep-seat";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { raiseHand } from "@/lib/rooms/raise-hand";
import { readRoom } from "@/lib/rooms/read-room";
import { UNSEEN_SILENT_MS } from "@/lib/rooms/rules";
import { startRoom } from "@/lib/rooms/start-room";
import { findHandRow, findPlace, findRoomRow, findSeat, rooms } from "@/lib/rooms/store";
import { takeOut } from "@/lib/rooms/take-out";
import { takeSeat } from "@/lib/rooms/take-seat";
import { type RoomService, startRoomService } from "../../fakes/room-service";
import { listen } from "../../setup/listen";
import { ask, makeMember, type TestMember } from "../../setup/members";
import { newSid, pretendVoice } from "./attendance-set";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";

const PHONE = "phone-0000000000000000";
const DESK = "desktop-00000000000000";

let voice: RoomService;
let began = 0;
pretendVoice();
beforeAll(async () => {
  voice = await startRoomService();
  process.env.LIVEKIT_URL = voice.url;
  await prepare();
});
beforeEach(() => {
  voice.rooms.clear();
  voice.broken.clear();
});
afterAll(() => voice.stop());

const microphone = (muted: boolean) => [{ sid: "TR_1", type: "AUDIO", source: "MICROPHONE", muted }];
const connect = (roomId: string, identity: string, muted = true) => voice.rooms.set(roomId, [{ sid: newSid(), identity, state: "ACTIVE", tracks: microphone(muted) }]);
/** Looks as the worker does, every five seconds of a clock that stands still in between: a slow machine changes nothing. */
async function watch(fromMs: number, toMs: number): Promise<void> {
  for (let at = fromMs; at <= toMs; at += 5_000) {
    vi.setSystemTime(began + at);
    await closeGhostSeats();
  }
}

describe("take over here", () => {
  test("default: place on stage, seat and the open microphone come along, and the other device is told", async () => {
    const { roomId, host } = await makeRoom();
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    await bringOnStage({ roomId, host, actor });
    const [before, place] = [await findSeat(roomId, actor.id), await findPlace(roomId, actor.id)];
    connect(roomId, actor.id, false);
    const own = await listen({ memberId: actor.id });
    expect(await faultOf(takeSeat({ roomId, actor, device: DESK }))).toMatchObject({ code: "conflict", reason: "seated_elsewhere" });
    const answer = await ask(postTakeOver, { method: "POST", as: actor, params: { roomId }, json: { device: DESK } });
    expect(answer).toMatchObject({ status: 200, body: { role: "stage", microphoneOpen: true, token: expect.any(String) } });
    expect(await own.wait("seat.taken")).toMatchObject({ roomId, device: DESK });
    own.close();
    expect(await findSeat(roomId, actor.id)).toMatchObject({ since: before?.since, device: DESK, endedAt: null });
    expect(await findPlace(roomId, actor.id)).toEqual(place);
  });

  test("behavior: a raised hand keeps its number, a muted microphone stays muted", async () => {
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    await raiseHand({ roomId, actor });
    const hand = await findHandRow(roomId, actor.id);
    connect(roomId, actor.id);
    expect(await takeSeat({ roomId, actor, device: DESK, takeOver: true })).toMatchObject({ microphoneOpen: false });
    expect(await findHandRow(roomId, actor.id)).toEqual(hand);
  });

  test("behavior: the device that was left can neither come back by itself, nor keep the seat, nor leave it", async () => {
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    await takeSeat({ roomId, actor, device: DESK, takeOver: true });
    expect(await faultOf(takeSeat({ roomId, actor, device: PHONE }))).toMatchObject({ reason: "seated_elsewhere" });
    expect(await faultOf(keepSeat({ roomId, actor, device: PHONE }))).toMatchObject({ reason: "seated_elsewhere" });
    await leaveRoom({ roomId, actor, device: PHONE });
    expect(await findSeat(roomId, actor.id)).toMatchObject({ device: DESK });
    // Two devices that both reload: each asks for its own seat, and only one has it.
    const again = await Promise.allSettled([PHONE, DESK].map((device) => takeSeat({ roomId, actor, device })));
    expect(again.map((one) => one.status)).toEqual(["rejected", "fulfilled"]);
    await ask(postLeave, { method: "POST", as: actor, params: { roomId }, json: { device: DESK } });
    expect(await findSeat(roomId, actor.id)).toBeNull();
    expect(await takeSeat({ roomId, actor, device: PHONE })).toMatchObject({ role: "listener" });
  });

  test("behavior: a device that leaves while another takes over takes nothing from it", async () => {
    const { roomId, host } = await makeRoom();
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    await bringOnStage({ roomId, host, actor });
    await takeSeat({ roomId, actor, device: DESK, takeOver: true });
    // As a leaving that read the seat before it moved goes on.
    expect(await takeOut({ roomId, memberId: actor.id, at: new Date(), device: PHONE })).toMatchObject({ seated: false });
    expect(await findSeat(roomId, actor.id)).toMatchObject({ device: DESK });
    expect(await findPlace(roomId, actor.id)).not.toBeNull();
    expect((await findRoomRow(roomId))?.holderIds).toContain(actor.id);
  });

  test("behavior: of many devices that take over at once one sits in the end", async () => {
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    const devices = Array.from({ length: 6 }, (_, index) => `device-${index}-0000000000`);
    await Promise.all(devices.map((device) => takeSeat({ roomId, actor, device, takeOver: true })));
    const held = (await findSeat(roomId, actor.id))?.device;
    const outcomes = await Promise.allSettled(devices.map((device) => keepSeat({ roomId, actor, device })));
    expect(outcomes.map((one) => one.status === "fulfilled")).toEqual(devices.map((device) => device === held));
    expect((await readRoom({ roomId, actor })).listeners).toBe(1);
  });

  test("error: no device, a bad one, not in the room, another type", async () => {
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    const post = (route: typeof postToken, json: unknown) => ask(route, { method: "POST", as: actor, params: { roomId }, json });
    expect((await post(postTakeOver, {})).status).toBe(422);
    for (const device of ["", "short", "x".repeat(65), "<script>aaaaaaaaaaaa", 7]) expect((await post(postToken, { device })).status).toBe(422);
    expect(await post(postSeat, { device: PHONE })).toMatchObject({ status: 403, body: { error: { reason: "not_in_room" } } });
    expect((await ask(postToken, { method: "POST", as: actor, params: { roomId }, form: { device: PHONE } })).status).toBe(415);
    expect((await ask(postToken, { method: "POST", as: actor, params: { roomId } })).status).toBe(200);
  });
});

describe("muted by a moderator", () => {
  const mutedOf = async (roomId: string, actor: TestMember) => ({ seat: (await takeSeat({ roomId, actor, device: PHONE })).mutedAt, room: (await readRoom({ roomId, actor })).me.mutedAt });

  test("behavior: who is connected is muted at once; who is cut off hears of it on the way back, and the moderator that it is so", async () => {
    const { roomId, host } = await makeRoom();
    const [actor] = await seat(roomId, 1);
    if (!actor) throw new Error("nobody sits");
    await takeSeat({ roomId, actor, device: PHONE });
    await bringOnStage({ roomId, host, actor });
    const mute = () => ask(postMute, { method: "POST", as: host, params: { roomId, memberId: actor.id } });
    expect(await mutedOf(roomId, actor)).toEqual({ seat: null, room: null });
    expect(await mute()).toMatchObject({ status: 200, body: { muted: true, connected: false } });
    const { seat: told, room: shown } = await mutedOf(roomId, actor);
    expect(told).toEqual(expect.any(String));
    expect(shown).toBe(told);
    connect(roomId, actor.id, false);
    expect(await mute()).toMatchObject({ status: 200, body: { muted: true, connected: true } });
    expect(voice.calls.at(-1)).toMatchObject({ method: "MutePublishedTrack", body: { identity: actor.id, muted: true } });
    expect((await mutedOf(roomId, actor)).seat).not.toBe(told);
    // An open microphone was opened after it; and another stay begins without it.
    expect(await takeSeat({ roomId, actor, device: DESK, takeOver: true })).toMatchObject({ microphoneOpen: true, mutedAt: null });
    await leaveRoom({ roomId, actor });
    expect(await mutedOf(roomId, actor)).toEqual({ seat: null, room: null });
  });

  test("error: a voice server that does not follow is told of, and the next mute is done", async () => {
    const { roomId, host } = await makeRoom();
    const [actor] = await seat(roomId, 1);
    if (!actor) throw new Error("nobody sits");
    await bringOnStage({ roomId, host, actor });
    connect(roomId, actor.id, false);
    voice.broken.add(roomId);
    const mute = () => ask(postMute, { method: "POST", as: host, params: { roomId, memberId: actor.id } });
    expect(await mute()).toMatchObject({ status: 503, body: { error: { code: "unavailable", reason: "voice_away" } } });
    voice.broken.clear();
    expect(await mute()).toMatchObject({ status: 200, body: { muted: true, connected: true } });
  });

  test("behavior: a host's place that was kept by the host before is taken back on the voice server too", async () => {
    const { roomId, host } = await makeRoom();
    await takeSeat({ roomId, actor: host });
    const [heir] = await seat(roomId, 1);
    if (!heir) throw new Error("nobody sits");
    connect(roomId, host.id, false);
    // A crash right after the change of host.
    await rooms().updateOne({ _id: roomId }, { $set: { hostId: heir.id, cohostIds: [host.id] }, $inc: { ver: 1 } });
    voice.calls.length = 0;
    await takeSeat({ roomId, actor: heir });
    expect(voice.calls.filter(({ method }) => method === "UpdateParticipant").map(({ body }) => body)).toMatchObject([{ identity: host.id, permission: expect.not.objectContaining({ canPublish: true }), attributes: { role: "listener" } }]);
    expect(await findSeat(roomId, host.id)).toMatchObject({ role: "cohost" });
  });
});

/** A room that has been live for so long that its people are connected. */
async function liveRoom() {
  const room = await makeRoom();
  await rooms().updateOne({ _id: room.roomId }, { $set: { liveAt: new Date(began - UNSEEN_SILENT_MS) } });
  return room;
}

describe("closeGhostSeats", () => {
  beforeEach(() => {
    began = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: began });
  });
  afterEach(() => vi.useRealTimers());

  test("default: who is in the list stays, who is gone for 20 s is taken out with hand and place", async () => {
    const { roomId, host } = await liveRoom();
    await takeSeat({ roomId, actor: host, device: DESK });
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    await bringOnStage({ roomId, host, actor });
    connect(roomId, host.id);
    await watch(0, 15_000);
    expect(await findSeat(roomId, actor.id)).not.toBeNull();
    await watch(20_000, 25_000);
    expect(await findSeat(roomId, actor.id)).toBeNull();
    expect(await findPlace(roomId, actor.id)).toBeNull();
    expect(await findSeat(roomId, host.id)).not.toBeNull();
  });

  test("behavior: a page that speaks up stays, one that said it is closing goes after ten seconds", async () => {
    const { roomId } = await liveRoom();
    const [stays, leaves] = [await makeMember(), await makeMember()];
    voice.rooms.set(roomId, []);
    await takeSeat({ roomId, actor: stays, device: PHONE });
    await takeSeat({ roomId, actor: leaves, device: DESK });
    await watch(0, 15_000);
    await keepSeat({ roomId, actor: stays, device: PHONE });
    await keepSeat({ roomId, actor: leaves, device: DESK, leaving: true });
    await watch(20_000, 25_000);
    expect(await findSeat(roomId, leaves.id)).toBeNull();
    expect(await findSeat(roomId, stays.id)).not.toBeNull();
  });

  test("behavior: a voice server that does not answer and a pause of the worker take nobody out", async () => {
    const { roomId } = await liveRoom();
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    voice.rooms.set(roomId, []);
    voice.broken.add(roomId);
    await watch(0, 60_000);
    expect(await findSeat(roomId, actor.id)).not.toBeNull();
    voice.broken.clear();
    await watch(65_000, 75_000);
    await watch(200_000, 215_000);
    expect(await findSeat(roomId, actor.id)).not.toBeNull();
    await watch(220_000, 225_000);
    expect(await findSeat(roomId, actor.id)).toBeNull();
  });

  test("behavior: going live takes nobody out whose page spoke within the longer time of the lobby", async () => {
    const { roomId, host } = await makeRoom({ state: "lobby" });
    const [waits, gone] = [await makeMember(), await makeMember()];
    for (const actor of [waits, gone]) await takeSeat({ roomId, actor, device: PHONE });
    voice.rooms.set(roomId, []);
    await watch(0, 50_000);
    await startRoom({ roomId, actor: host });
    await watch(55_000, 60_000);
    await keepSeat({ roomId, actor: waits, device: PHONE });
    await watch(65_000, 70_000);
    expect(await findSeat(roomId, gone.id)).not.toBeNull();
    await watch(75_000, 120_000);
    expect(await findSeat(roomId, gone.id)).toBeNull();
    expect(await findSeat(roomId, waits.id)).not.toBeNull();
    await watch(125_000, 135_000);
    expect(await findSeat(roomId, waits.id)).toBeNull();
  });

  test("behavior: the end of a Telegram link ends the seats its sessions took, and no others", async () => {
    const { roomId } = await makeRoom();
    const [thief, own] = [await makeMember(), await makeMember()];
    await takeSeat({ roomId, actor: { ...thief, limited: true }, device: PHONE });
    await takeSeat({ roomId, actor: { ...own, limited: true }, device: PHONE });
    await takeSeat({ roomId, actor: own, device: DESK, takeOver: true });
    for (const { id } of [thief, own]) await evictMember({ memberId: id, reason: "unlinked" });
    expect(await findSeat(roomId, thief.id)).toBeNull();
    expect(await findSeat(roomId, own.id)).not.toBeNull();
  });

  test("behavior: in a lobby a silent page has longer, and a seat of no page stays", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const actor = await makeMember();
    await takeSeat({ roomId, actor, device: PHONE });
    const [tool] = await seat(roomId, 1);
    await watch(0, 70_000);
    expect(await findSeat(roomId, actor.id)).not.toBeNull();
    await watch(75_000, 80_000);
    expect(await findSeat(roomId, actor.id)).toBeNull();
    expect(await findSeat(roomId, tool?.id ?? "")).not.toBeNull();
  });
});
