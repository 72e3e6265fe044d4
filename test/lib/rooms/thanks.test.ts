import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST as support } from "@/app/api/rooms/[roomId]/support/[memberId]/route";
import { shiftClock } from "@/lib/platform/clock";
import { endRoom } from "@/lib/rooms/end-room";
import { finishStuckRooms } from "@/lib/rooms/finish-stuck-rooms";
import { LATE_MS } from "@/lib/rooms/rules";
import { activeRoomIds, thanks } from "@/lib/rooms/store";
import { thankSpeaker } from "@/lib/rooms/thank-speaker";
import { takeSeat } from "@/lib/rooms/take-seat";
import { claimDaySlot } from "@/lib/xp/claim-day-slot";
import { dayOf, DEFAULT_NUMBERS } from "@/lib/xp/rules";
import { ledger } from "@/lib/xp/store";
import { DEPTH } from "../../setup/depth";
import { listen } from "../../setup/listen";
import { ask, makeMember } from "../../setup/members";
import { present } from "../../setup/present";
import { bringOnStage, faultOf, makeRoom, prepare, seat } from "./room-set";

beforeAll(prepare);
afterEach(() => shiftClock(0));

async function show() {
  const { roomId, host } = await makeRoom();
  await takeSeat({ roomId, actor: host });
  const [ana, bea] = (await seat(roomId, 2)).map(present);
  return { roomId, host, ana: present(ana), bea: present(bea) };
}
const paid = (memberId: string) => ledger().countDocuments({ memberId, rule: "support_received" });

describe("thankSpeaker", () => {
  test("default: the speaker is told who it was and is paid once, however often one taps", async () => {
    const { roomId, host, ana } = await show();
    const own = await listen({ memberId: host.id });
    const tap = () => ask(support, { method: "POST", as: ana, params: { roomId, memberId: host.id } });
    expect(await tap()).toMatchObject({ status: 201, body: { thanked: true, first: true, paid: true } });
    expect(await own.wait("support.received")).toMatchObject({ roomId, from: { id: ana.id, name: ana.name }, paid: true });
    expect(await tap()).toMatchObject({ status: 200, body: { first: false, paid: true } });
    await Promise.all(Array.from({ length: DEPTH.racers }, () => thankSpeaker({ roomId, memberId: host.id, actor: ana })));
    expect(await paid(host.id)).toBe(1);
    expect(own.named("support.received")).toHaveLength(1);
    own.close();
  });

  test("behavior: a favour returned on the same day is told but not paid", async () => {
    const { roomId, host, ana } = await show();
    await bringOnStage({ roomId, host, actor: ana });
    expect(await thankSpeaker({ roomId, memberId: host.id, actor: ana })).toMatchObject({ paid: true });
    const own = await listen({ memberId: ana.id });
    expect(await thankSpeaker({ roomId, memberId: ana.id, actor: host })).toEqual({ thanked: true, first: true, paid: false });
    expect(await own.wait("support.received")).toMatchObject({ from: { id: host.id }, paid: false });
    expect(await paid(ana.id)).toBe(0);
    own.close();
  });

  test("behavior: above the daily cap thanks are told and pay nothing", async () => {
    const { roomId, host } = await show();
    const most = DEFAULT_NUMBERS.supportPerDay / DEFAULT_NUMBERS.supportXp;
    const scope = `support_received:${dayOf(new Date())}:${host.id}`;
    for (let n = 1; n < most; n += 1) await claimDaySlot({ scope, cause: `earlier:${n}`, slots: most });
    const answers = [];
    for (const actor of await seat(roomId, 3)) answers.push(await thankSpeaker({ roomId, memberId: host.id, actor }));
    expect(answers.map((each) => [each.first, each.paid])).toEqual([[true, true], [true, false], [true, false]]);
    expect(await paid(host.id)).toBe(1);
  });

  test("behavior: what a crash left unpaid is paid by the look at live rooms, and by the end of the room", async () => {
    const { roomId, host, ana, bea } = await show();
    const lose = (fromId: string) => thanks().insertOne({ _id: `${roomId}:${host.id}:${fromId}`, roomId, toId: host.id, fromId, at: new Date(), outcome: null });
    await lose(ana.id);
    await Promise.all([finishStuckRooms(), finishStuckRooms()]);
    expect(await paid(host.id)).toBe(1);
    await lose(bea.id);
    await endRoom({ roomId, actor: host });
    expect(await paid(host.id)).toBe(2);
    expect(await thanks().countDocuments({ roomId, outcome: "awarded" })).toBe(2);
  });

  test("behavior: what a request that crossed the end leaves unpaid is paid by a later look, which then lets the room go", async () => {
    const { roomId, host, ana } = await show();
    await endRoom({ roomId, actor: host });
    await thanks().insertOne({ _id: `${roomId}:${host.id}:${ana.id}`, roomId, toId: host.id, fromId: ana.id, at: new Date(), outcome: null });
    await finishStuckRooms();
    expect(await paid(host.id)).toBe(1);
    expect(await activeRoomIds()).toContain(roomId);
    shiftClock(LATE_MS + 1_000);
    await finishStuckRooms();
    expect(await activeRoomIds()).not.toContain(roomId);
  });

  test("error: oneself, not on stage, not in the room, a lobby", async () => {
    const { roomId, host, ana, bea } = await show();
    expect(await faultOf(thankSpeaker({ roomId, memberId: host.id, actor: host }))).toMatchObject({ code: "conflict", reason: "self_thanks" });
    expect(await faultOf(thankSpeaker({ roomId, memberId: bea.id, actor: ana }))).toMatchObject({ code: "conflict", reason: "not_on_stage" });
    expect(await faultOf(thankSpeaker({ roomId, memberId: host.id, actor: await makeMember() }))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
    const lobby = await makeRoom({ state: "lobby" });
    const [cat] = await seat(lobby.roomId, 1);
    expect(await faultOf(thankSpeaker({ roomId: lobby.roomId, memberId: lobby.host.id, actor: present(cat) }))).toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "lobby" } });
  });
});
