import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST as postHost } from "@/app/api/rooms/[roomId]/host/route";
import { audit } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { claimPlace } from "@/lib/rooms/claim-place";
import { finishStuckRooms } from "@/lib/rooms/finish-stuck-rooms";
import { handOver } from "@/lib/rooms/hand-over";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { readRoom } from "@/lib/rooms/read-room";
import { HOST_GRACE_MS } from "@/lib/rooms/rules";
import { setCohost } from "@/lib/rooms/set-cohost";
import { findPlace, findRoomRow, rooms, stage } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { turnsOf } from "@/lib/rooms/turn-store";
import { watchHost } from "@/lib/rooms/watch-host";
import { ask, followNow, makeMember, type TestMember } from "../../setup/members";
import { present } from "../../setup/present";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";

beforeAll(prepare);
afterEach(async () => {
  shiftClock(0);
  await followNow();
});

const roomOf = async (roomId: string) => present(await findRoomRow(roomId));
const watch = async (roomId: string, ...there: TestMember[]) => watchHost({ room: await roomOf(roomId), present: new Set(there.map((each) => each.id)) });
const forward = async (ms: number) => {
  shiftClock(ms);
  await followNow();
};

async function withCohost(): Promise<{ roomId: string; host: TestMember; ana: TestMember; bea: TestMember }> {
  const { roomId, host } = await makeRoom();
  await takeSeat({ roomId, actor: host });
  const [ana, bea] = await seat(roomId, 2);
  await setCohost({ roomId, memberId: present(ana).id, actor: host, cohost: true });
  return { roomId, host, ana: present(ana), bea: present(bea) };
}

describe("the host's absence", () => {
  test("default: after the grace time a cohost who is there runs the room, on stage, the host so far is a cohost", async () => {
    const { roomId, host, ana, bea } = await withCohost();
    expect(await watch(roomId, ana, bea)).toBe(false);
    expect((await readRoom({ roomId, actor: bea })).hostAwaySince).not.toBeNull();
    await forward(HOST_GRACE_MS - 1_000);
    await watch(roomId, ana, bea);
    expect((await roomOf(roomId)).hostId).toBe(host.id);
    await forward(HOST_GRACE_MS + 1_000);
    expect(await watch(roomId, ana, bea)).toBe(false);
    const room = await readRoom({ roomId, actor: ana });
    expect(room).toMatchObject({ state: "live", host: { id: ana.id }, cohostIds: [host.id], hostAwaySince: null, me: { role: "host", onStage: true } });
    expect(await findPlace(roomId, host.id)).toBeNull();
    expect((await stage().findOne({ roomId, memberId: ana.id }))?._id).toBe(`${roomId}:0`);
    expect(await audit().findOne({ roomId, action: "room.host_changed" })).toMatchObject({ byId: "club", onId: ana.id });
  });

  test("behavior: a host who comes back in time stays the host", async () => {
    const { roomId, host, ana } = await withCohost();
    await watch(roomId, ana);
    await forward(HOST_GRACE_MS - 1_000);
    await watch(roomId, ana, host);
    await forward(HOST_GRACE_MS + 1_000);
    await watch(roomId, ana);
    expect(await roomOf(roomId)).toMatchObject({ hostId: host.id, state: "live" });
  });

  test("behavior: without a cohost who is there the room ends, once, and says who ended it", async () => {
    const { roomId, bea } = await withCohost();
    await watch(roomId, bea);
    await forward(HOST_GRACE_MS + 1_000);
    const seen = await roomOf(roomId);
    const ends = await Promise.allSettled([1, 2].map(() => watchHost({ room: seen, present: new Set([bea.id]) })));
    expect(ends.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect((await roomOf(roomId)).state).toBe("ended");
    expect(await audit().countDocuments({ roomId, action: "room.ended_hostless", byId: "club" })).toBe(1);
  });

  test("behavior: two workers hand over once", async () => {
    const { roomId, ana, bea } = await withCohost();
    await watch(roomId, ana, bea);
    await forward(HOST_GRACE_MS + 1_000);
    const seen = await roomOf(roomId);
    await Promise.allSettled([1, 2].map(() => watchHost({ room: seen, present: new Set([ana.id, bea.id]) })));
    expect(await audit().countDocuments({ roomId, action: "room.host_changed" })).toBe(1);
    expect((await stage().find({ roomId }).toArray()).map((each) => each.memberId)).toEqual([ana.id]);
  });

  test("behavior: a place the host so far kept does not shut the new one out", async () => {
    const { roomId, host, ana } = await withCohost();
    // A crash right after the change of host.
    await rooms().updateOne({ _id: roomId }, { $set: { hostId: ana.id, cohostIds: [host.id] }, $inc: { ver: 1 } });
    await forward(60_000);
    expect(await takeSeat({ roomId, actor: ana })).toMatchObject({ role: "host" });
    expect((await stage().find({ roomId }).toArray()).map((each) => [each._id, each.memberId])).toEqual([[`${roomId}:0`, ana.id]]);
    expect((await turnsOf(roomId)).map((each) => each.memberId)).toEqual([host.id]);
    expect(await takeSeat({ roomId, actor: host })).toMatchObject({ role: "cohost" });
    expect(await findPlace(roomId, host.id)).toBeNull();
  });

  test("behavior: one who still believes to be the host takes no place from the host", async () => {
    const { roomId, host, ana } = await withCohost();
    const before = await roomOf(roomId);
    await handOver({ room: before, toId: ana.id, byId: ana.id });
    expect(await faultOf(claimPlace({ room: before, memberId: host.id, at: new Date() }))).toMatchObject({ reason: "stage_full" });
    expect((await findPlace(roomId, ana.id))?._id).toBe(`${roomId}:0`);
  });

  test("behavior: the round that looks for stuck rooms watches the hosts too", async () => {
    const { roomId, host } = await withCohost();
    await leaveRoom({ roomId, actor: host });
    await finishStuckRooms();
    expect((await roomOf(roomId)).state).toBe("live");
  });
});

describe("POST /api/rooms/{id}/host", () => {
  test("default: a cohost takes the room over while the host is away", async () => {
    const { roomId, host, ana } = await withCohost();
    await leaveRoom({ roomId, actor: host });
    expect(await ask(postHost, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 200, body: { host: { id: ana.id }, cohostIds: [host.id] } });
    expect(await ask(postHost, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 200 });
    await takeSeat({ roomId, actor: host });
    expect((await readRoom({ roomId, actor: host })).me).toMatchObject({ role: "cohost", onStage: false, moderator: true });
  });

  test("behavior: an admin may at any time, and keeps the place they had on stage", async () => {
    const { roomId, host } = await withCohost();
    const admin = await makeMember({ roles: { admin: true } });
    await takeSeat({ roomId, actor: admin });
    await bringOnStage({ roomId, host, actor: admin });
    const before = await findPlace(roomId, admin.id);
    expect((await ask(postHost, { method: "POST", as: admin, params: { roomId } })).status).toBe(200);
    expect(await findPlace(roomId, admin.id)).toEqual(before);
    expect(await findPlace(roomId, host.id)).toBeNull();
  });

  test("error: the host is here, a listener, not in the room, a room that is over", async () => {
    const { roomId, host, ana, bea } = await withCohost();
    expect(await ask(postHost, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 409, body: { error: { reason: "host_present" } } });
    expect(await ask(postHost, { method: "POST", as: bea, params: { roomId } })).toMatchObject({ status: 403, body: { error: { reason: "moderator_required" } } });
    await leaveRoom({ roomId, actor: ana });
    expect(await ask(postHost, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 403, body: { error: { reason: "not_in_room" } } });
    const { roomId: draft, host: own } = await makeRoom({ state: "draft" });
    expect(await ask(postHost, { method: "POST", as: own, params: { roomId: draft } })).toMatchObject({ status: 409, body: { error: { details: { state: "draft" } } } });
    expect(await faultOf(takeSeat({ roomId: draft, actor: host }))).toMatchObject({ reason: "wrong_state" });
  });
});
