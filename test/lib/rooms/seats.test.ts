import { Collection } from "mongodb";
import { afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { POST as postLeave } from "@/app/api/rooms/[roomId]/leave/route";
import { POST as postToken } from "@/app/api/rooms/[roomId]/token/route";
import { POST as postAuth } from "@/app/api/realtime/auth/route";
import { shiftClock } from "@/lib/platform/clock";
import { banMember } from "@/lib/rooms/ban-member";
import { endRoom } from "@/lib/rooms/end-room";
import { evictMember } from "@/lib/rooms/evict-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { readRoom } from "@/lib/rooms/read-room";
import { requireSeat } from "@/lib/rooms/require-seat";
import { findPlace, findRoomRow, findSeat } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { listen } from "../../setup/listen";
import { ask, followNow, makeMember, makeMembers, takePass } from "../../setup/members";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";
import { present } from "../../setup/present";

beforeAll(prepare);
afterEach(async () => {
  shiftClock(0);
  await followNow();
});

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sub: string; name: string; exp: number; nbf: number; video: Record<string, unknown>; attributes: Record<string, string> };

describe("takeSeat", () => {
  test("default: a seat and a short token of the current role", async (context) => {
    const reason = inject("voiceOff");
    context.skip(reason !== "", reason);
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    const view = await takeSeat({ roomId, actor });
    expect(view).toMatchObject({ identity: actor.id, role: "listener", url: expect.stringMatching(/^ws/) });
    const claims = claimsOf(view.token ?? "");
    expect(claims).toMatchObject({ sub: actor.id, name: actor.name, attributes: { role: "listener" } });
    expect(claims.video).toEqual({ roomJoin: true, room: roomId, canSubscribe: true, canPublish: false, canPublishData: false, canPublishSources: ["microphone"], canUpdateOwnMetadata: false });
    expect(claims.exp - Date.now() / 1000).toBeLessThanOrEqual(121);
    expect(await findSeat(roomId, actor.id)).toMatchObject({ role: "listener", endedAt: null });
  });

  test("default: the host is on stage by entering and may publish the microphone", async (context) => {
    const { roomId, host } = await makeRoom();
    const view = await takeSeat({ roomId, actor: host });
    expect(view.role).toBe("host");
    expect(await findPlace(roomId, host.id)).toMatchObject({ _id: `${roomId}:0` });
    const reason = inject("voiceOff");
    context.skip(reason !== "", reason);
    expect(claimsOf(view.token ?? "").video).toMatchObject({ canPublish: true, canPublishSources: ["microphone"], canPublishData: false });
  });

  test("behavior: in a lobby there is a seat and no token", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const actor = await makeMember();
    expect(await takeSeat({ roomId, actor })).toMatchObject({ url: null, token: null, role: "listener" });
    expect(await requireSeat({ roomId, memberId: actor.id })).toMatchObject({ roomId, state: "lobby", role: "listener" });
  });

  test("behavior: a reload keeps seat, role and place", async () => {
    const { roomId, host } = await makeRoom();
    const [actor] = await seat(roomId, 1);
    if (!actor) return expect.unreachable();
    await takeSeat({ roomId, actor: host });
    await bringOnStage({ roomId, host, actor });
    const [before, place] = [await findSeat(roomId, actor.id), await findPlace(roomId, actor.id)];
    shiftClock(60_000);
    await followNow();
    expect(await takeSeat({ roomId, actor })).toMatchObject({ role: "stage" });
    expect(await findSeat(roomId, actor.id)).toEqual(before);
    expect(await findPlace(roomId, actor.id)).toEqual(place);
  });

  test("behavior: many tabs at once are one seat, many members are counted once each", async () => {
    const { roomId } = await makeRoom();
    const members = await makeMembers(6);
    await Promise.all(members.flatMap((actor) => [takeSeat({ roomId, actor }), takeSeat({ roomId, actor })]));
    expect((await readRoom({ roomId, actor: present(members[0]) })).listeners).toBe(6);
    await expect.poll(async () => (await findRoomRow(roomId))?.listeners, { timeout: 4_000 }).toBe(6);
    expect((await findRoomRow(roomId))?.peakListeners).toBe(6);
  });

  test("behavior: a peak that is over before the next count is known all the same", async () => {
    const { roomId } = await makeRoom();
    const members = await makeMembers(4);
    for (const actor of members) await takeSeat({ roomId, actor });
    for (const actor of members) await leaveRoom({ roomId, actor });
    expect(await findRoomRow(roomId)).toMatchObject({ peakListeners: 4 });
  });

  test("behavior: whoever left comes back as a listener with a new seat", async () => {
    const { roomId, host } = await makeRoom();
    const [actor] = await seat(roomId, 1);
    if (!actor) return expect.unreachable();
    await bringOnStage({ roomId, host, actor });
    expect(await ask(postLeave, { method: "POST", as: actor, params: { roomId } })).toMatchObject({ status: 200 });
    await leaveRoom({ roomId, actor });
    expect(await findPlace(roomId, actor.id)).toBeNull();
    expect(await findSeat(roomId, actor.id)).toBeNull();
    expect((await takeSeat({ roomId, actor })).role).toBe("listener");
  });

  test("behavior: no seat stays open in a room that ends meanwhile", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { roomId, host } = await makeRoom();
      const members = await makeMembers(4);
      await Promise.allSettled([endRoom({ roomId, actor: host }), ...members.map((actor) => takeSeat({ roomId, actor })), takeSeat({ roomId, actor: host })]);
      for (const actor of [host, ...members]) {
        expect(await findSeat(roomId, actor.id)).toBeNull();
        expect(await findPlace(roomId, actor.id)).toBeNull();
      }
    }
  });

  test("behavior: no seat stays open for somebody banned meanwhile", async () => {
    const { roomId, host } = await makeRoom();
    for (const actor of await makeMembers(5)) {
      await Promise.allSettled([takeSeat({ roomId, actor }), banMember({ roomId, memberId: actor.id, actor: host, reason: "r", minutes: null })]);
      expect(await findSeat(roomId, actor.id)).toBeNull();
    }
  });

  test("behavior: a server that is away for a moment costs nobody the seat they had", async () => {
    const { roomId, host } = await makeRoom();
    await takeSeat({ roomId, actor: host });
    const late = await makeMember();
    const { findOne } = Collection.prototype;
    const away = vi.spyOn(Collection.prototype, "findOne").mockImplementation(function (this: Collection, ...args: unknown[]) {
      return this.collectionName === "stage" ? Promise.reject(new Error("the places cannot be read")) : findOne.apply(this, args as never);
    });
    for (const actor of [host, late]) await expect(takeSeat({ roomId, actor })).rejects.toThrow("the places cannot be read");
    away.mockRestore();
    expect(await findSeat(roomId, host.id)).not.toBeNull();
    expect(await findPlace(roomId, host.id)).not.toBeNull();
    expect(await findSeat(roomId, late.id)).toBeNull();
  });

  test("error: a draft, an ended room, a ban, no pass, no room", async () => {
    const { roomId: draft } = await makeRoom({ state: "draft" });
    const actor = await makeMember();
    expect(await faultOf(takeSeat({ roomId: draft, actor }))).toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "draft" } });
    const { roomId, host } = await makeRoom();
    await banMember({ roomId, memberId: actor.id, actor: host, reason: "spam", minutes: 5 });
    expect(await faultOf(takeSeat({ roomId, actor }))).toMatchObject({ code: "forbidden", reason: "banned_from_room" });
    shiftClock(6 * 60_000);
    await followNow();
    expect((await takeSeat({ roomId, actor })).identity).toBe(actor.id);
    shiftClock(0);
    await followNow();
    await endRoom({ roomId, actor: host });
    expect(await ask(postToken, { method: "POST", as: actor, params: { roomId } })).toMatchObject({ status: 409, body: { error: { reason: "wrong_state", details: { state: "ended" } } } });
    const outsider = await makeMember({ roles: { member: false } });
    expect(await ask(postToken, { method: "POST", as: outsider, params: { roomId } })).toMatchObject({ status: 403, body: { error: { reason: "pass_required" } } });
    expect(await faultOf(takeSeat({ roomId: "r_00000000000000000000000000", actor }))).toMatchObject({ reason: "no_room" });
  });

  test("error: more than 20 tokens a minute are refused with the time to wait", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const actor = await makeMember();
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (let index = 0; index < 21; index += 1) answers.push(await ask(postToken, { method: "POST", as: actor, params: { roomId } }));
    expect(answers.map((each) => each.status)).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("requireSeat", () => {
  test("error: not in the room, no such room", async () => {
    const { roomId } = await makeRoom();
    const { id } = await makeMember();
    expect(await faultOf(requireSeat({ roomId, memberId: id }))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
    expect(await faultOf(requireSeat({ roomId: "r_x", memberId: id }))).toMatchObject({ code: "not_found" });
  });
});

describe("evictMember", () => {
  test("default: out of every room, off every stage, and all connections closed", async () => {
    const [one, two] = [await makeRoom(), await makeRoom({ state: "lobby" })];
    const [actor] = await seat(one.roomId, 1);
    if (!actor) return expect.unreachable();
    await bringOnStage({ roomId: one.roomId, host: one.host, actor });
    await takeSeat({ roomId: two.roomId, actor });
    const own = await listen({ memberId: actor.id });
    await evictMember({ memberId: actor.id, reason: "membership" });
    await own.untilClosed();
    for (const { roomId } of [one, two]) expect(await findSeat(roomId, actor.id)).toBeNull();
    expect(await findPlace(one.roomId, actor.id)).toBeNull();
    await evictMember({ memberId: actor.id, reason: "membership" });
  });

  test("behavior: whoever enters at the same moment has no seat afterwards", async () => {
    const { roomId } = await makeRoom();
    for (const actor of await makeMembers(6)) {
      // The loss is written first, as the follower and the panel do it; the actor is what the gate saw before.
      const loss = takePass(actor).then(() => evictMember({ memberId: actor.id, reason: "membership" }));
      await Promise.allSettled([takeSeat({ roomId, actor }), loss]);
      expect(await findSeat(roomId, actor.id)).toBeNull();
    }
  });

  test("behavior: a request that stood still between the gate and the seat, however long, gets none", async () => {
    const { roomId } = await makeRoom();
    const actor = await makeMember();
    await takePass(actor);
    await evictMember({ memberId: actor.id, reason: "membership" });
    shiftClock(60_000);
    await followNow();
    expect(await faultOf(takeSeat({ roomId, actor }))).toMatchObject({ code: "forbidden", reason: "pass_required" });
    expect(await findSeat(roomId, actor.id)).toBeNull();
    expect((await takeSeat({ roomId, actor: await makeMember() })).role).toBe("listener");
  });
});

describe("POST /api/realtime/auth", () => {
  const socket = { socket_id: "123.456" };

  test("default: the club for members, a room for whoever sits in it, the user without a channel", async () => {
    const { roomId } = await makeRoom();
    const [actor] = await seat(roomId, 1);
    for (const channel_name of ["private-club", `private-room-${roomId}`])
      expect(await ask(postAuth, { method: "POST", as: actor ?? null, form: { ...socket, channel_name } })).toMatchObject({ status: 200, body: { auth: expect.stringContaining(":") } });
    const user = await ask(postAuth, { method: "POST", as: actor ?? null, form: socket });
    expect(JSON.parse((user.body as { user_data: string }).user_data)).toEqual({ id: actor?.id });
  });

  test("error: not seated, left, banned, unknown channels", async () => {
    const { roomId, host } = await makeRoom();
    const actor = await makeMember();
    const room = { ...socket, channel_name: `private-room-${roomId}` };
    const reason = async () => ((await ask(postAuth, { method: "POST", as: actor, form: room })).body as { error?: { reason: string } }).error?.reason;
    expect(await reason()).toBe("not_in_room");
    await takeSeat({ roomId, actor });
    expect(await reason()).toBeUndefined();
    await leaveRoom({ roomId, actor });
    expect(await reason()).toBe("not_in_room");
    await banMember({ roomId, memberId: actor.id, actor: host, reason: "r", minutes: null });
    expect(await reason()).toBe("banned_from_room");
    for (const channel_name of ["private-other", "presence-club", "private-room-", `private-room-${roomId}x`, `private-encrypted-room-${roomId}`])
      expect(await ask(postAuth, { method: "POST", as: actor, form: { ...socket, channel_name } })).toMatchObject({ status: 403, body: { error: { reason: "unknown_channel" } } });
  });

  test("error: signed out, no pass, a bad socket id, JSON instead of a form, a foreign origin", async () => {
    const actor = await makeMember();
    expect((await ask(postAuth, { method: "POST", form: socket })).status).toBe(401);
    expect((await ask(postAuth, { method: "POST", as: await makeMember({ roles: { member: false } }), form: socket })).status).toBe(403);
    expect((await ask(postAuth, { method: "POST", as: actor, form: { socket_id: "1:2" } })).status).toBe(422);
    expect((await ask(postAuth, { method: "POST", as: actor, json: socket })).status).toBe(415);
    expect((await ask(postAuth, { method: "POST", as: actor, form: socket, headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
  });
});
