import Pusher from "pusher";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { POST as postAuth } from "@/app/api/realtime/auth/route";
import { DELETE as deleteBan, POST as postBan } from "@/app/api/rooms/[roomId]/ban/[memberId]/route";
import { DELETE as deleteCohost, PUT as putCohost } from "@/app/api/rooms/[roomId]/cohosts/[memberId]/route";
import { DELETE as deleteHands, PATCH as patchHands } from "@/app/api/rooms/[roomId]/hands/route";
import { DELETE as deleteHandOf } from "@/app/api/rooms/[roomId]/hands/[memberId]/route";
import { POST as postKick } from "@/app/api/rooms/[roomId]/kick/[memberId]/route";
import { POST as postMute } from "@/app/api/rooms/[roomId]/mute/[memberId]/route";
import { POST as postToken } from "@/app/api/rooms/[roomId]/token/route";
import { listMessages } from "@/lib/chat/list-messages";
import { jobs } from "@/lib/jobs/store";
import { audit } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { banMember } from "@/lib/rooms/ban-member";
import { becomeHost } from "@/lib/rooms/become-host";
import { demoteMember } from "@/lib/rooms/demote-member";
import { finishRemoval } from "@/lib/rooms/finish-removal";
import { kickMember } from "@/lib/rooms/kick-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { listHands } from "@/lib/rooms/list-hands";
import { muteMember } from "@/lib/rooms/mute-member";
import { raiseHand } from "@/lib/rooms/raise-hand";
import { readRoom } from "@/lib/rooms/read-room";
import { noteConnection } from "@/lib/rooms/realtime-connections";
import { setCohost } from "@/lib/rooms/set-cohost";
import { connections, findPlace, findRoomRow, findSeat } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { unbanMember } from "@/lib/rooms/unban-member";
import { updateRoom } from "@/lib/rooms/update-room";
import { listen } from "../../setup/listen";
import { ask, makeMember, type TestMember } from "../../setup/members";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";

beforeAll(prepare);
afterEach(() => shiftClock(0));

const actsIn = async (roomId: string) => (await audit().find({ roomId }).toArray()).sort((a, b) => (a._id < b._id ? -1 : 1)).map((each) => each.action);
async function withTwo(): Promise<{ roomId: string; host: TestMember; ana: TestMember; bea: TestMember }> {
  const { roomId, host } = await makeRoom();
  await takeSeat({ roomId, actor: host });
  const [ana, bea] = await seat(roomId, 2);
  if (!ana || !bea) throw new Error("nobody sits");
  return { roomId, host, ana, bea };
}

describe("moderation", () => {
  test("default: mute and demote; each an audit row and an event without reasons", async () => {
    const { roomId, host, ana } = await withTwo();
    await bringOnStage({ roomId, host, actor: ana });
    const room = await listen({ channels: [`private-room-${roomId}`] });
    expect((await ask(postMute, { method: "POST", as: host, params: { roomId, memberId: ana.id } })).status).toBe(200);
    await demoteMember({ roomId, memberId: ana.id, actor: host });
    expect(await findPlace(roomId, ana.id)).toBeNull();
    expect((await findSeat(roomId, ana.id))?.role).toBe("listener");
    expect(await actsIn(roomId)).toEqual(["room.started", "room.member_muted", "room.member_demoted"]);
    expect(await room.wait("moderation", (data: { action: string }) => data.action === "demote")).toMatchObject({ memberId: ana.id });
    expect(room.named("moderation")).toHaveLength(2);
    room.close();
  });

  test("behavior: a ban closes a connection that never signed in as its member, and one that only ever heard the club", async () => {
    const { roomId, host, ana } = await withTwo();
    const [room, club, others] = [await listen({}), await listen({}), await listen({ channels: [`private-room-${roomId}`] })];
    for (const form of [{ socket_id: room.socketId, channel_name: `private-room-${roomId}` }, { socket_id: club.socketId, channel_name: "private-club" }])
      expect((await ask(postAuth, { method: "POST", as: ana, form })).status).toBe(200);
    await banMember({ roomId, memberId: ana.id, actor: host, reason: "spam", minutes: null });
    await Promise.all([room.untilClosed(), club.untilClosed()]);
    await others.wait("moderation", (data: { action: string }) => data.action === "ban");
    others.close();
  });

  test("default: kick puts out and closes the connections; coming back is allowed", async () => {
    const { roomId, host, ana } = await withTwo();
    const own = await listen({ memberId: ana.id });
    expect((await ask(postKick, { method: "POST", as: host, params: { roomId, memberId: ana.id } })).status).toBe(200);
    await own.untilClosed();
    expect(await findSeat(roomId, ana.id)).toBeNull();
    expect((await takeSeat({ roomId, actor: ana })).role).toBe("listener");
  });

  test("behavior: a page that comes back by itself does not come back from a kick; its member does, by an act of their own", async () => {
    const { roomId, host, ana } = await withTwo();
    expect((await takeSeat({ roomId, actor: ana, resume: true })).role).toBe("listener");
    await kickMember({ roomId, memberId: ana.id, actor: host });
    expect(await ask(postToken, { method: "POST", as: ana, params: { roomId }, json: { resume: true } })).toMatchObject({ status: 403, body: { error: { reason: "kicked" } } });
    expect((await findRoomRow(roomId))?.holderIds).not.toContain(ana.id);
    expect((await ask(postToken, { method: "POST", as: ana, params: { roomId }, json: {} })).status).toBe(200);
    await leaveRoom({ roomId, actor: ana });
    expect((await takeSeat({ roomId, actor: ana, resume: true })).role).toBe("listener");
  });

  test("behavior: what the realtime server did not close is remembered, and closed by the job", async () => {
    const { roomId, host, ana } = await withTwo();
    const own = await listen({ memberId: ana.id });
    await noteConnection({ memberId: ana.id, socketId: own.socketId, signedIn: true });
    const away = vi.spyOn(Pusher.prototype, "post").mockRejectedValue(new Error("the realtime server is away"));
    await banMember({ roomId, memberId: ana.id, actor: host, reason: "spam", minutes: null });
    const rest = { roomId, memberId: ana.id };
    expect((await jobs().find({ name: "finish-removal" }).toArray()).filter(({ input }) => (input as typeof rest).memberId === ana.id)).toMatchObject([{ state: "ready", input: rest }]);
    expect(await faultOf(finishRemoval(rest))).toMatchObject({ code: "unavailable" });
    expect((await connections().findOne({ _id: ana.id }))?.socketIds).toEqual([own.socketId]);
    away.mockRestore();
    await finishRemoval(rest);
    await own.untilClosed();
    expect((await connections().findOne({ _id: ana.id }))?.socketIds).toEqual([]);
  });

  test("behavior: a ban takes the host's powers too, and a cohost's; an admin's come from the club", async () => {
    const { roomId, host, ana, bea } = await withTwo();
    const admin = await makeMember({ roles: { admin: true } });
    await setCohost({ roomId, memberId: ana.id, actor: host, cohost: true });
    for (const who of [host, ana]) await banMember({ roomId, memberId: who.id, actor: admin, reason: "r", minutes: null });
    for (const act of [() => kickMember({ roomId, memberId: bea.id, actor: host }), () => setCohost({ roomId, memberId: bea.id, actor: host, cohost: true }), () => updateRoom({ roomId, actor: host, title: "Mine" }), () => listMessages({ roomId, actor: host })])
      expect(await faultOf(act())).toMatchObject({ code: "forbidden", reason: "banned_from_room" });
    expect(await faultOf(kickMember({ roomId, memberId: bea.id, actor: ana }))).toMatchObject({ reason: "moderator_required" });
    expect(await faultOf(setCohost({ roomId, memberId: ana.id, actor: admin, cohost: true }))).toMatchObject({ reason: "banned_from_room" });
    await setCohost({ roomId, memberId: bea.id, actor: admin, cohost: true });
    expect(await becomeHost({ roomId, actor: bea })).toMatchObject({ host: { id: bea.id }, cohostIds: [] });
  });

  test("default: a ban with a reason keeps out, a lifted one does not", async () => {
    const { roomId, host, ana } = await withTwo();
    await raiseHand({ roomId, actor: ana });
    expect((await ask(postBan, { method: "POST", as: host, params: { roomId, memberId: ana.id }, json: { reason: "spam", minutes: 10 } })).status).toBe(200);
    expect(await faultOf(takeSeat({ roomId, actor: ana }))).toMatchObject({ reason: "banned_from_room" });
    expect(await listHands({ roomId, actor: host })).toEqual([]);
    expect(await audit().findOne({ roomId, action: "room.member_banned" })).toMatchObject({ byId: host.id, onId: ana.id, reason: "spam" });
    expect((await ask(deleteBan, { method: "DELETE", as: host, params: { roomId, memberId: ana.id } })).status).toBe(200);
    await unbanMember({ roomId, memberId: ana.id, actor: host });
    expect((await takeSeat({ roomId, actor: ana })).role).toBe("listener");
  });

  test("default: hands are locked, lowered one by one, and cleared", async () => {
    const { roomId, host, ana, bea } = await withTwo();
    await raiseHand({ roomId, actor: ana });
    await raiseHand({ roomId, actor: bea });
    expect((await ask(patchHands, { method: "PATCH", as: host, params: { roomId }, json: { locked: true } })).status).toBe(200);
    expect((await readRoom({ roomId, actor: ana })).handsLocked).toBe(true);
    expect((await ask(deleteHandOf, { method: "DELETE", as: host, params: { roomId, memberId: ana.id } })).status).toBe(200);
    expect((await listHands({ roomId, actor: host })).map((each) => each.memberId)).toEqual([bea.id]);
    expect((await ask(deleteHands, { method: "DELETE", as: host, params: { roomId } })).status).toBe(200);
    expect(await listHands({ roomId, actor: host })).toEqual([]);
    expect(await actsIn(roomId)).toEqual(["room.started", "room.hands_locked", "room.hand_lowered", "room.hands_cleared"]);
  });

  test("behavior: a cohost moderates, but not the host and no other cohost", async () => {
    const { roomId, host, ana, bea } = await withTwo();
    expect(await ask(putCohost, { method: "PUT", as: host, params: { roomId, memberId: ana.id } })).toMatchObject({ status: 200, body: { cohostIds: [ana.id] } });
    expect((await readRoom({ roomId, actor: ana })).me).toMatchObject({ role: "cohost", moderator: true });
    await kickMember({ roomId, memberId: bea.id, actor: ana });
    expect(await faultOf(kickMember({ roomId, memberId: host.id, actor: ana }))).toMatchObject({ code: "forbidden", reason: "protected_member" });
    await setCohost({ roomId, memberId: bea.id, actor: host, cohost: true });
    expect(await faultOf(banMember({ roomId, memberId: bea.id, actor: ana, reason: "r", minutes: null }))).toMatchObject({ reason: "protected_member" });
    expect(await faultOf(setCohost({ roomId, memberId: bea.id, actor: ana, cohost: false }))).toMatchObject({ reason: "host_required" });
    expect(await ask(deleteCohost, { method: "DELETE", as: host, params: { roomId, memberId: ana.id } })).toMatchObject({ status: 200, body: { cohostIds: [bea.id] } });
    expect(await faultOf(kickMember({ roomId, memberId: bea.id, actor: ana }))).toMatchObject({ reason: "moderator_required" });
  });

  test("behavior: an admin may act on the host", async () => {
    const { roomId, host } = await withTwo();
    const admin = await makeMember({ roles: { admin: true } });
    await demoteMember({ roomId, memberId: host.id, actor: admin });
    expect(await findPlace(roomId, host.id)).toBeNull();
  });

  test.each([
    ["mute", muteMember],
    ["demote", demoteMember],
    ["kick", kickMember],
  ] as const)("error: %s by a listener, on oneself, on somebody not there, in a room that is not open", async (_, act) => {
    const { roomId, host, ana, bea } = await withTwo();
    expect(await faultOf(act({ roomId, memberId: bea.id, actor: ana }))).toMatchObject({ code: "forbidden", reason: "moderator_required" });
    expect(await faultOf(act({ roomId, memberId: host.id, actor: host }))).toMatchObject({ code: "forbidden", reason: "protected_member" });
    const away = await makeMember();
    expect((await faultOf(act({ roomId, memberId: away.id, actor: host }))).code).toBe("conflict");
    const draft = await makeRoom({ state: "draft", host });
    expect(await faultOf(act({ roomId: draft.roomId, memberId: ana.id, actor: host }))).toMatchObject({ reason: "wrong_state", details: { state: "draft" } });
  });

  test("error: a ban without a reason, of nobody, of oneself; lifting one's own", async () => {
    const { roomId, host, ana } = await withTwo();
    expect((await ask(postBan, { method: "POST", as: host, params: { roomId, memberId: ana.id }, json: {} })).status).toBe(422);
    expect((await ask(postBan, { method: "POST", as: host, params: { roomId, memberId: ana.id }, json: { reason: "r", minutes: 0 } })).status).toBe(422);
    expect(await faultOf(banMember({ roomId, memberId: "m_00000000000000000000000000", actor: host, reason: "r", minutes: null }))).toMatchObject({ code: "not_found", reason: "no_member" });
    expect(await faultOf(banMember({ roomId, memberId: host.id, actor: host, reason: "r", minutes: null }))).toMatchObject({ reason: "protected_member" });
    const cohost = await makeMember();
    await setCohost({ roomId, memberId: cohost.id, actor: host, cohost: true });
    await banMember({ roomId, memberId: cohost.id, actor: host, reason: "r", minutes: null });
    // The ban has ended the powers, so this is no longer a matter of whom a cohost may act on.
    expect(await faultOf(unbanMember({ roomId, memberId: cohost.id, actor: cohost }))).toMatchObject({ reason: "moderator_required" });
    expect(await faultOf(banMember({ roomId, memberId: ana.id, actor: cohost, reason: "r", minutes: null }))).toMatchObject({ reason: "moderator_required" });
  });
});
