import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DELETE as deleteHand, POST as postHand } from "@/app/api/rooms/[roomId]/hand/route";
import { GET as getHands } from "@/app/api/rooms/[roomId]/hands/route";
import { DELETE as deleteStage, POST as postStage } from "@/app/api/rooms/[roomId]/stage/[memberId]/route";
import { POST as postAccept } from "@/app/api/rooms/[roomId]/stage/accept/route";
import { settings } from "@/lib/membership/store";
import { now, shiftClock } from "@/lib/platform/clock";
import { acceptInvite } from "@/lib/rooms/accept-invite";
import { claimPlace } from "@/lib/rooms/claim-place";
import { declineInvite } from "@/lib/rooms/decline-invite";
import { finishStuckRooms } from "@/lib/rooms/finish-stuck-rooms";
import { inviteToStage } from "@/lib/rooms/invite-to-stage";
import { kickMember } from "@/lib/rooms/kick-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { leaveStage } from "@/lib/rooms/leave-stage";
import { listHands } from "@/lib/rooms/list-hands";
import { lockHands } from "@/lib/rooms/lock-hands";
import { lowerHand } from "@/lib/rooms/lower-hand";
import { raiseHand } from "@/lib/rooms/raise-hand";
import { readRoom } from "@/lib/rooms/read-room";
import { findHandRow, findPlace, findRoomRow, findSeat, findStage, hands, pairId, rooms, seats } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { ledger } from "@/lib/xp/store";
import { DEPTH } from "../../setup/depth";
import { listen } from "../../setup/listen";
import { ask, makeMember, makeMembers, type TestMember } from "../../setup/members";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";
import { present } from "../../setup/present";

beforeAll(prepare);
afterEach(() => shiftClock(0));

async function withOne(state: "lobby" | "live" = "live"): Promise<{ roomId: string; host: TestMember; ana: TestMember }> {
  const { roomId, host } = await makeRoom({ state });
  const [ana] = await seat(roomId, 1);
  if (!ana) throw new Error("nobody sits");
  return { roomId, host, ana };
}

describe("raiseHand", () => {
  test("default: into the queue in order, and everybody is told", async () => {
    const { roomId } = await makeRoom();
    const members = await seat(roomId, 3);
    const room = await listen({ channels: [`private-room-${roomId}`] });
    for (const as of members) expect((await ask(postHand, { method: "POST", as, params: { roomId } })).status).toBe(201);
    const { body } = await ask(getHands, { as: members[0] ?? null, params: { roomId } });
    expect((body as { items: { memberId: string; seq: number }[] }).items.map((each) => each.memberId)).toEqual(members.map((each) => each.id));
    const event = (await room.wait("hands.changed", (data: { hands: unknown[] }) => data.hands.length === 3)) as { hands: { memberId: string }[]; more: boolean };
    expect(event.hands.map((each) => each.memberId)).toEqual(members.map((each) => each.id));
    expect(event.more).toBe(false);
    room.close();
  });

  test("behavior: many hands at once are a few events, and the last one shows them all", async () => {
    const { roomId } = await makeRoom();
    const members = await seat(roomId, 12);
    const room = await listen({ channels: [`private-room-${roomId}`] });
    for (const actor of members) await raiseHand({ roomId, actor });
    await room.wait("hands.changed", (data: { hands: unknown[] }) => data.hands.length === members.length);
    expect(room.named("hands.changed").length).toBeLessThan(members.length);
    room.close();
  });

  test("behavior: twice, also at once, is one hand with its first place", async () => {
    const { roomId, ana } = await withOne();
    const all = await Promise.all(Array.from({ length: 8 }, () => raiseHand({ roomId, actor: ana })));
    const again = await raiseHand({ roomId, actor: ana });
    expect(new Set([...all, again].map((each) => each.seq)).size).toBe(1);
    expect(await listHands({ roomId, actor: ana })).toHaveLength(1);
  });

  test("behavior: a long queue goes out by its head only, within what an event may carry", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const members = await seat(roomId, 45);
    const room = await listen({ channels: [`private-room-${roomId}`] });
    for (const actor of members) await raiseHand({ roomId, actor });
    const event = (await room.wait("hands.changed", (data: { more: boolean }) => data.more)) as { hands: { memberId: string }[] };
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(10_000);
    expect(event.hands[0]?.memberId).toBe(members[0]?.id);
    expect(await listHands({ roomId, actor: present(members[0]) })).toHaveLength(45);
    room.close();
  });

  test("behavior: lowering it takes it out of the queue; raising again is a new place", async () => {
    const { roomId, ana } = await withOne();
    const first = await raiseHand({ roomId, actor: ana });
    expect((await ask(deleteHand, { method: "DELETE", as: ana, params: { roomId } })).status).toBe(200);
    await lowerHand({ roomId, actor: ana });
    expect(await listHands({ roomId, actor: ana })).toEqual([]);
    expect((await raiseHand({ roomId, actor: ana })).seq).toBeGreaterThan(first.seq);
  });

  test("error: not in the room, on stage already, hands locked, hands off in the club, room over", async () => {
    const { roomId, host, ana } = await withOne();
    expect(await faultOf(raiseHand({ roomId, actor: await makeMember() }))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
    await takeSeat({ roomId, actor: host });
    expect(await faultOf(raiseHand({ roomId, actor: host }))).toMatchObject({ code: "conflict", reason: "already_on_stage" });
    await lockHands({ roomId, actor: host, locked: true });
    expect(await faultOf(raiseHand({ roomId, actor: ana }))).toMatchObject({ code: "conflict", reason: "hands_locked" });
    await lockHands({ roomId, actor: host, locked: false });
    await settings().updateOne({ _id: "club" }, { $set: { handsEnabled: false } }, { upsert: true });
    expect(await faultOf(raiseHand({ roomId, actor: ana }))).toMatchObject({ reason: "hands_off" });
    await settings().deleteOne({ _id: "club" });
    const { roomId: draft } = await makeRoom({ state: "draft" });
    expect(await faultOf(raiseHand({ roomId: draft, actor: ana }))).toMatchObject({ reason: "wrong_state", details: { state: "draft" } });
  });
});

describe("invite and accept", () => {
  test("default: hand, invite, yes: on stage, paid once, everybody told", async () => {
    const { roomId, host, ana } = await withOne();
    const own = await listen({ memberId: ana.id, channels: [`private-room-${roomId}`] });
    await raiseHand({ roomId, actor: ana });
    const invite = await ask(postStage, { method: "POST", as: host, params: { roomId, memberId: ana.id } });
    expect(invite).toMatchObject({ status: 201, body: { state: "invited", memberId: ana.id } });
    expect(await own.wait("hand.invited")).toMatchObject({ roomId, expiresAt: (invite.body as { inviteExpiresAt: string }).inviteExpiresAt });
    expect(await findPlace(roomId, ana.id)).toBeNull();
    expect(await ask(postAccept, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 200, body: { role: "stage", onStage: true } });
    await own.wait("stage.changed", (data: { seats: { person: { id: string } }[] }) => data.seats.some((each) => each.person.id === ana.id));
    expect((await readRoom({ roomId, actor: ana })).me).toMatchObject({ role: "stage", onStage: true, hand: null });
    expect((await findSeat(roomId, ana.id))?.role).toBe("stage");
    const rows = await ledger().find({ memberId: ana.id, rule: "hand_raises" }).toArray();
    expect(rows).toMatchObject([{ _id: `hand_raises:${roomId}:${ana.id}`, amount: 10, evidence: { roomId, byId: host.id } }]);
    own.close();
  });

  test("behavior: accepting twice, also at once, is one place and one payment", async () => {
    const { roomId, host, ana } = await withOne();
    await raiseHand({ roomId, actor: ana });
    await inviteToStage({ roomId, memberId: ana.id, actor: host });
    await Promise.all(Array.from({ length: 6 }, () => acceptInvite({ roomId, actor: ana })));
    const room = await findRoomRow(roomId);
    expect((await findStage(present(room))).filter((each) => each.memberId === ana.id)).toHaveLength(1);
    expect(await ledger().countDocuments({ memberId: ana.id })).toBe(1);
  });

  test("behavior: an invite that no hand asked for pays nothing, nor does a second hand in the same room", async () => {
    const { roomId, host, ana } = await withOne();
    await inviteToStage({ roomId, memberId: ana.id, actor: host });
    await acceptInvite({ roomId, actor: ana });
    expect(await ledger().countDocuments({ memberId: ana.id })).toBe(0);
    for (let time = 0; time < 2; time += 1) {
      await leaveStage({ roomId, actor: ana });
      await bringOnStage({ roomId, host, actor: ana });
    }
    expect(await ledger().countDocuments({ memberId: ana.id })).toBe(1);
  });

  test("behavior: a moderator who accepts their own hand earns nothing by it", async () => {
    const { roomId } = await makeRoom();
    const admin = await makeMember({ roles: { admin: true } });
    await takeSeat({ roomId, actor: admin });
    await raiseHand({ roomId, actor: admin });
    await inviteToStage({ roomId, memberId: admin.id, actor: admin });
    await acceptInvite({ roomId, actor: admin });
    expect(await findPlace(roomId, admin.id)).not.toBeNull();
    expect(await ledger().countDocuments({ memberId: admin.id })).toBe(0);
  });

  test("behavior: a payment that a crash left out is made up for", async () => {
    const { roomId, host, ana } = await withOne();
    await bringOnStage({ roomId, host, actor: ana });
    await ledger().deleteMany({ memberId: ana.id });
    await hands().updateOne({ _id: `${roomId}:${ana.id}` }, { $set: { paidAt: null } });
    await finishStuckRooms();
    expect(await ledger().countDocuments({ memberId: ana.id })).toBe(1);
  });

  test("behavior: inviting twice is one invite with its first end; over after 30 s", async () => {
    const { roomId, host, ana } = await withOne();
    const first = await inviteToStage({ roomId, memberId: ana.id, actor: host });
    shiftClock(10_000);
    expect(await inviteToStage({ roomId, memberId: ana.id, actor: host })).toEqual(first);
    shiftClock(31_000);
    expect(await listHands({ roomId, actor: ana })).toEqual([]);
    expect(await faultOf(acceptInvite({ roomId, actor: ana }))).toMatchObject({ code: "conflict", reason: "invite_expired" });
    expect((await raiseHand({ roomId, actor: ana })).state).toBe("raised");
  });

  test("behavior: no is no, for 60 seconds", async () => {
    const { roomId, host, ana } = await withOne();
    await inviteToStage({ roomId, memberId: ana.id, actor: host });
    await declineInvite({ roomId, actor: ana });
    await declineInvite({ roomId, actor: ana });
    expect(await faultOf(acceptInvite({ roomId, actor: ana }))).toMatchObject({ reason: "no_invite" });
    expect(await ask(postHand, { method: "POST", as: ana, params: { roomId } })).toMatchObject({ status: 429, body: { error: { reason: "hand_cooldown" } } });
    expect(await faultOf(inviteToStage({ roomId, memberId: ana.id, actor: host }))).toMatchObject({ code: "rate_limited", reason: "hand_cooldown" });
    shiftClock(61_000);
    expect((await raiseHand({ roomId, actor: ana })).state).toBe("raised");
  });

  test("behavior: a lobby has a stage too, and what was accepted there is paid once the room is live", async () => {
    const { roomId, host, ana } = await withOne("lobby");
    await bringOnStage({ roomId, host, actor: ana });
    expect(await ledger().countDocuments({ memberId: ana.id })).toBe(0);
    expect((await takeSeat({ roomId, actor: ana })).role).toBe("stage");
  });

  test("error: who may not invite, whom one may not invite", async () => {
    const { roomId, host, ana } = await withOne();
    const away = await makeMember();
    expect(await ask(postStage, { method: "POST", as: ana, params: { roomId, memberId: away.id } })).toMatchObject({ status: 403, body: { error: { reason: "moderator_required" } } });
    expect(await faultOf(inviteToStage({ roomId, memberId: away.id, actor: host }))).toMatchObject({ code: "conflict", reason: "member_not_in_room" });
    await bringOnStage({ roomId, host, actor: ana });
    expect(await faultOf(inviteToStage({ roomId, memberId: ana.id, actor: host }))).toMatchObject({ reason: "already_on_stage" });
    const [bea] = await seat(roomId, 1);
    expect(await faultOf(acceptInvite({ roomId, actor: present(bea) }))).toMatchObject({ reason: "no_invite" });
    expect(await faultOf(declineInvite({ roomId, actor: present(bea) }))).toMatchObject({ reason: "no_invite" });
  });

  test("error: a full stage refuses the next, but never the host", async () => {
    const { roomId, host } = await makeRoom({ state: "lobby" });
    const members = await seat(roomId, 8);
    for (const actor of members.slice(0, 7)) await bringOnStage({ roomId, host, actor });
    expect(await ask(postStage, { method: "POST", as: host, params: { roomId, memberId: present(members[7]).id } })).toMatchObject({ status: 409, body: { error: { reason: "stage_full", details: { stageLimit: 8 } } } });
    await takeSeat({ roomId, actor: host });
    expect(await findPlace(roomId, host.id)).not.toBeNull();
    expect((await ask(deleteStage, { method: "DELETE", as: host, params: { roomId, memberId: present(members[0]).id } })).status).toBe(200);
    expect((await inviteToStage({ roomId, memberId: present(members[7]).id, actor: host })).state).toBe("invited");
  });
});

describe("races for the stage", () => {
  test("behavior: claims at once, however many, fill exactly the seven free places", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const room = present(await findRoomRow(roomId));
    const claims = await Promise.allSettled(Array.from({ length: DEPTH.stageClaims }, (_, index) => claimPlace({ room, memberId: `m_${index}`, at: now() })));
    expect(claims.filter((each) => each.status === "fulfilled")).toHaveLength(7);
    const places = await findStage(room);
    expect(places).toHaveLength(7);
    expect(new Set(places.map((each) => each.memberId)).size).toBe(7);
  });

  test("behavior: accepts of more invites than places never overbook, and the losers may try again", async () => {
    const { roomId, host } = await makeRoom({ state: "lobby" });
    const members = await makeMembers(DEPTH.stageAccepts);
    // Written at once: a thousand seats and invites one after the other would outlast the invites.
    const since = now();
    await rooms().updateOne({ _id: roomId }, { $set: { visitorIds: members.map((each) => each.id) } });
    await seats().insertMany(members.map(({ id }) => ({ _id: pairId(roomId, id), roomId, memberId: id, role: "listener" as const, since, endedAt: null, device: null, seenAt: since })));
    const invite = { roomId, state: "invited" as const, raised: false, raisedAt: since, invitedById: host.id, inviteExpiresAt: new Date(since.getTime() + 600_000), declinedAt: null, paidAt: null };
    await hands().insertMany(members.map(({ id }, index) => ({ _id: pairId(roomId, id), memberId: id, seq: index + 1, ...invite })));
    const answers = await Promise.allSettled(members.map((actor) => acceptInvite({ roomId, actor })));
    const room = present(await findRoomRow(roomId));
    expect(answers.filter((each) => each.status === "fulfilled")).toHaveLength(7);
    expect(await findStage(room)).toHaveLength(7);
    for (const [index, answer] of answers.entries())
      expect((await findHandRow(roomId, present(members[index]).id))?.state).toBe(answer.status === "fulfilled" ? "accepted" : "invited");
  });

  test("behavior: accepting while being put out never leaves a place without a seat", async () => {
    const { roomId, host } = await makeRoom({ state: "lobby" });
    for (const actor of await seat(roomId, 10)) {
      await inviteToStage({ roomId, memberId: actor.id, actor: host });
      await Promise.allSettled([acceptInvite({ roomId, actor }), actor.id.charCodeAt(27) % 2 ? kickMember({ roomId, memberId: actor.id, actor: host }) : leaveRoom({ roomId, actor })]);
      expect(await findSeat(roomId, actor.id)).toBeNull();
      expect(await findPlace(roomId, actor.id)).toBeNull();
    }
  });
});
