import fc from "fast-check";
import { afterEach, beforeAll, expect, test } from "vitest";
import { ClubError } from "@/lib/platform/errors";
import { now, shiftClock } from "@/lib/platform/clock";
import { acceptInvite } from "@/lib/rooms/accept-invite";
import { banMember } from "@/lib/rooms/ban-member";
import { cancelRoom } from "@/lib/rooms/cancel-room";
import { clearHands } from "@/lib/rooms/clear-hands";
import { createRoom } from "@/lib/rooms/create-room";
import { declineInvite } from "@/lib/rooms/decline-invite";
import { demoteMember } from "@/lib/rooms/demote-member";
import { endRoom } from "@/lib/rooms/end-room";
import { inviteToStage } from "@/lib/rooms/invite-to-stage";
import { kickMember } from "@/lib/rooms/kick-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { leaveStage } from "@/lib/rooms/leave-stage";
import { lockHands } from "@/lib/rooms/lock-hands";
import { lowerHand } from "@/lib/rooms/lower-hand";
import { openRoom } from "@/lib/rooms/open-room";
import { raiseHand } from "@/lib/rooms/raise-hand";
import { readRoom } from "@/lib/rooms/read-room";
import type { RoomState } from "@/lib/rooms/schema";
import { startRoom } from "@/lib/rooms/start-room";
import { rooms } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";
import { unbanMember } from "@/lib/rooms/unban-member";
import { DEPTH } from "../../setup/depth";
import { followNow, makeMembers, makeMember, type TestMember } from "../../setup/members";
import { prepare } from "./room-set";
import { present } from "../../setup/present";

/** A stage of two and the host, so that it is full often. */
const STAGE_LIMIT = 3;
const PEOPLE = 4;

type Hand = { seq: number; state: "raised" | "invited" | "accepted" | "declined" | "lowered"; since: number };
type Model = { state: RoomState; locked: boolean; clock: number; nextSeq: number; seated: Set<number>; stage: Set<number>; banned: Set<number>; hands: Map<number, Hand> };
type Real = { roomId: string; host: TestMember; people: TestMember[]; shift: number };

const isOpen = (model: Model) => model.state === "lobby" || model.state === "live";
const upState = (model: Model, who: number): "raised" | "invited" | null => {
  const hand = model.hands.get(who);
  if (hand?.state === "raised") return "raised";
  return hand?.state === "invited" && model.clock < hand.since + 30 ? "invited" : null;
};
const isCooling = (model: Model, who: number) => {
  const hand = model.hands.get(who);
  return hand?.state === "declined" && model.clock < hand.since + 60;
};
const setHand = (model: Model, who: number, state: Hand["state"]) => {
  const hand = model.hands.get(who);
  if (hand) model.hands.set(who, { ...hand, state, since: model.clock });
};
const out = (model: Model, who: number) => {
  model.seated.delete(who);
  model.stage.delete(who);
  if (["raised", "invited"].includes(model.hands.get(who)?.state ?? "")) setHand(model, who, "lowered");
};
const emptyOut = (model: Model) => {
  for (const who of [...model.seated, ...model.hands.keys()]) out(model, who);
  model.stage.clear();
};
/** What stands in the way of somebody's own act in the room. */
const seatFault = (model: Model, who: number): string | null =>
  !isOpen(model) && !model.banned.has(who) ? "wrong_state" : model.banned.has(who) ? "banned_from_room" : model.seated.has(who) ? null : "not_in_room";

/** One act: what the model expects (a reason, or null for success, changing the model), and the act itself. */
type Act = { name: string; expect: (model: Model, who: number) => string | null; run: (real: Real, actor: TestMember) => Promise<unknown> };

const move = (name: string, from: RoomState[], to: RoomState, run: (options: { roomId: string; actor: TestMember }) => Promise<unknown>): Act => ({
  name,
  expect: (model) => {
    if (!from.includes(model.state)) return "wrong_state";
    model.state = to;
    if (to === "ended" || to === "cancelled") emptyOut(model);
    return null;
  },
  run: ({ roomId, host }) => run({ roomId, actor: host }),
});
const byHost = (name: string, run: (real: Real, memberId: string) => Promise<unknown>, check: (model: Model, who: number) => string | null): Act => ({
  name,
  expect: (model, who) => (isOpen(model) ? check(model, who) : "wrong_state"),
  run: (real, actor) => run(real, actor.id),
});

const ACTS: Act[] = [
  move("open", ["draft"], "lobby", openRoom),
  move("start", ["draft", "lobby"], "live", startRoom),
  move("end", ["live"], "ended", endRoom),
  move("cancel", ["draft", "lobby"], "cancelled", cancelRoom),
  {
    name: "enter",
    expect: (model, who) => {
      if (!isOpen(model)) return "wrong_state";
      if (model.banned.has(who)) return "banned_from_room";
      model.seated.add(who);
      return null;
    },
    run: ({ roomId }, actor) => takeSeat({ roomId, actor }),
  },
  { name: "leave", expect: (model, who) => (out(model, who), null), run: ({ roomId }, actor) => leaveRoom({ roomId, actor }) },
  {
    name: "raise",
    expect: (model, who) => {
      const fault = seatFault(model, who);
      if (fault) return fault;
      if (model.stage.has(who)) return "already_on_stage";
      if (upState(model, who)) return null;
      if (model.locked) return "hands_locked";
      if (isCooling(model, who)) return "hand_cooldown";
      model.hands.set(who, { seq: (model.nextSeq += 1), state: "raised", since: model.clock });
      return null;
    },
    run: ({ roomId }, actor) => raiseHand({ roomId, actor }),
  },
  {
    name: "lower",
    expect: (model, who) => {
      if (["raised", "invited"].includes(model.hands.get(who)?.state ?? "")) setHand(model, who, "lowered");
      return null;
    },
    run: ({ roomId }, actor) => lowerHand({ roomId, actor }),
  },
  byHost("invite", ({ roomId, host }, memberId) => inviteToStage({ roomId, memberId, actor: host }), (model, who) => {
    if (!model.seated.has(who)) return "member_not_in_room";
    if (model.stage.has(who)) return "already_on_stage";
    if (upState(model, who) === "invited") return null;
    if (isCooling(model, who)) return "hand_cooldown";
    if (model.stage.size >= STAGE_LIMIT - 1) return "stage_full";
    if (upState(model, who) === "raised") setHand(model, who, "invited");
    else model.hands.set(who, { seq: (model.nextSeq += 1), state: "invited", since: model.clock });
    return null;
  }),
  {
    name: "accept",
    expect: (model, who) => {
      const fault = seatFault(model, who);
      if (fault) return fault;
      if (upState(model, who) !== "invited") {
        if (model.hands.get(who)?.state === "accepted" && model.stage.has(who)) return null;
        return model.hands.get(who)?.state === "invited" ? "invite_expired" : "no_invite";
      }
      if (model.stage.size >= STAGE_LIMIT - 1) return "stage_full";
      setHand(model, who, "accepted");
      model.stage.add(who);
      return null;
    },
    run: ({ roomId }, actor) => acceptInvite({ roomId, actor }),
  },
  {
    name: "decline",
    expect: (model, who) => {
      const fault = seatFault(model, who);
      if (fault) return fault;
      const state = model.hands.get(who)?.state;
      if (state === "declined") return null;
      if (state !== "invited") return "no_invite";
      setHand(model, who, "declined");
      return null;
    },
    run: ({ roomId }, actor) => declineInvite({ roomId, actor }),
  },
  { name: "step down", expect: (model, who) => (model.stage.delete(who), null), run: ({ roomId }, actor) => leaveStage({ roomId, actor }) },
  byHost("demote", ({ roomId, host }, memberId) => demoteMember({ roomId, memberId, actor: host }), (model, who) => (model.stage.delete(who) ? null : "not_on_stage")),
  byHost("kick", ({ roomId, host }, memberId) => kickMember({ roomId, memberId, actor: host }), (model, who) => {
    const there = model.seated.has(who);
    out(model, who);
    return there ? null : "member_not_in_room";
  }),
  {
    name: "ban",
    expect: (model, who) => (out(model, who), model.banned.add(who), null),
    run: ({ roomId, host }, actor) => banMember({ roomId, memberId: actor.id, actor: host, reason: "model", minutes: null }),
  },
  { name: "unban", expect: (model, who) => (model.banned.delete(who), null), run: ({ roomId, host }, actor) => unbanMember({ roomId, memberId: actor.id, actor: host }) },
  byHost("lock", ({ roomId, host }) => lockHands({ roomId, actor: host, locked: true }), (model) => ((model.locked = true), null)),
  byHost("unlock", ({ roomId, host }) => lockHands({ roomId, actor: host, locked: false }), (model) => ((model.locked = false), null)),
  byHost("clear", ({ roomId, host }) => clearHands({ roomId, actor: host }), (model) => {
    for (const [who, hand] of model.hands) if (["raised", "invited"].includes(hand.state)) setHand(model, who, "lowered");
    return null;
  }),
];

const reasonOf = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof ClubError && error.reason) return error.reason;
      throw error;
    },
  );

let commandsRun = 0;

class Step implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly act: Act, private readonly who: number) {}
  check = () => true;
  toString = () => `${this.act.name}(${this.who})`;
  async run(model: Model, real: Real): Promise<void> {
    commandsRun += 1;
    model.clock = now().getTime() / 1000;
    const expected = this.act.expect(model, this.who);
    expect(await reasonOf(this.act.run(real, present(real.people[this.who]))), this.toString()).toBe(expected);
    const room = await readRoom({ roomId: real.roomId, actor: real.host });
    const index = (id: string) => real.people.findIndex((each) => each.id === id);
    expect(room.state).toBe(model.state);
    expect(room.seats.map((each) => index(each.person.id)).sort()).toEqual([...model.seated].sort());
    expect(room.seats.filter((each) => each.onStage).map((each) => index(each.person.id)).sort()).toEqual([...model.stage].sort());
    const queue = [...model.hands].filter(([who]) => upState(model, who)).sort(([, a], [, b]) => a.seq - b.seq);
    expect(room.hands.map((each) => [index(each.memberId), each.state])).toEqual(queue.map(([who]) => [who, upState(model, who)]));
  }
}

class Wait implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly seconds: number) {}
  check = () => true;
  toString = () => `wait(${this.seconds})`;
  async run(_: Model, real: Real): Promise<void> {
    real.shift += this.seconds;
    shiftClock(real.shift * 1000);
    await followNow();
  }
}

let host: TestMember;
let people: TestMember[];
beforeAll(async () => {
  await prepare();
  host = await makeMember({ roles: { speaker: true } });
  people = await makeMembers(PEOPLE);
});
afterEach(async () => {
  shiftClock(0);
  await followNow();
});

/** Common acts are drawn more often, and what ends a run early seldom, so that full stages and long queues are met. */
const WEIGHTS: Record<string, number> = { end: 1, cancel: 1, open: 2, start: 2, enter: 12, raise: 20, invite: 24, accept: 24, decline: 8, ban: 2, unban: 6, kick: 3, clear: 2, lock: 2, leave: 2, unlock: 6 };
const step = fc.oneof(
  ...ACTS.map((act) => ({ weight: WEIGHTS[act.name] ?? 4, arbitrary: fc.nat(PEOPLE - 1).map((who) => new Step(act, who)) })),
  // No sum of these comes near 30 or 60 s, where the time the calls themselves take would decide.
  { weight: 6, arbitrary: fc.constantFrom(13, 36, 67).map((seconds) => new Wait(seconds)) },
);
const steps = fc.array(step, { minLength: DEPTH.commandSteps / 2, maxLength: DEPTH.commandSteps });
/** Half of the runs begin where most of a room's life is: everybody in, nothing said yet. */
const begin = fc.constantFrom<"draft" | "filled lobby" | "filled live room">("draft", "filled lobby", "filled live room", "filled lobby");

async function setUp(from: "draft" | "filled lobby" | "filled live room"): Promise<{ model: Model; real: Real }> {
  shiftClock(0);
  await followNow();
  const { id: roomId } = await createRoom({ actor: host, title: "Model", description: "" });
  await rooms().updateOne({ _id: roomId }, { $set: { stageLimit: STAGE_LIMIT } });
  const model: Model = { state: "draft", locked: false, clock: 0, nextSeq: 0, seated: new Set(), stage: new Set(), banned: new Set(), hands: new Map() };
  const real: Real = { roomId, host, people, shift: 0 };
  if (from === "draft") return { model, real };
  model.state = from === "filled lobby" ? "lobby" : "live";
  await (model.state === "lobby" ? openRoom : startRoom)({ roomId, actor: host });
  for (const [index, actor] of people.entries()) {
    await takeSeat({ roomId, actor });
    model.seated.add(index);
  }
  return { model, real };
}

test("behavior: room, stage and queue do what the model says, in any order of acts", async () => {
  await fc.assert(
    fc.asyncProperty(begin, steps, (from, commands) => fc.asyncModelRun(() => setUp(from), commands)),
    { numRuns: DEPTH.commandRuns, interruptAfterTimeLimit: 20 * 60_000 },
  );
  console.log(`${commandsRun} acts in rooms were compared with the model`);
}, 25 * 60_000);
