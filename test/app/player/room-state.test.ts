import { describe, expect, test } from "vitest";
import { applyHands, applyStage, ownPlace, splitSeats } from "@/app/_player/room-state";
import type { HandView, RoomDetailView, SeatView } from "@/lib/rooms/schema";

const person = (name: string) => ({ id: `m_${name.padEnd(26, "0")}`, wallet: `0x${"1".repeat(40)}`, name });
const seat = (name: string, change: Partial<SeatView> = {}): SeatView => ({ person: person(name), role: "listener", onStage: false, since: "2026-01-01T10:00:00.000Z", ...change });
const hand = (name: string, seq: number, state: HandView["state"] = "raised"): HandView => ({ memberId: person(name).id, person: person(name), seq, state, raisedAt: "2026-01-01T10:00:00.000Z", inviteExpiresAt: null, stageSeconds: 0 });
const detail = (seats: SeatView[]): RoomDetailView => ({
  id: `r_${"0".repeat(26)}`, title: "Night shift", description: "", state: "live", ver: 3, host: person("ana"), cohostIds: [], category: "talk", language: null, tags: [], cover: "rings", capacity: 100, video: false, timeZone: "UTC", scheduledAt: null, liveAt: null, endedAt: null,
  listeners: seats.length, peakListeners: seats.length, stageLimit: 8, handsLocked: false, seats, hands: [], handsEnabled: true, meanTurnSeconds: null, hostAwaySince: null, eventSeq: 1, me: { role: "listener", seated: true, onStage: false, moderator: false, hand: null, reminded: false, visited: true, mutedAt: null, prompt: null },
});

describe("the picture of a room", () => {
  test("default: the stage is who was named, the rest listens", () => {
    const before = detail([seat("ana", { role: "host", onStage: true }), seat("max", { role: "stage", onStage: true }), seat("ira")]);
    const after = applyStage(before, [seat("ana", { role: "host", onStage: true }), seat("ira", { role: "stage", onStage: true })]);
    const { stage, audience } = splitSeats(after.seats);
    expect(stage.map((one) => one.person.name)).toEqual(["ana", "ira"]);
    expect(audience).toEqual([seat("max", { role: "listener", onStage: false })]);
  });

  test("behavior: somebody unknown who comes on stage gets a seat", () => {
    expect(applyStage(detail([]), [seat("new", { role: "stage", onStage: true })]).seats).toHaveLength(1);
  });

  test("behavior: the host stands first, then cohosts, then by arrival", () => {
    const seats = [seat("late", { onStage: true, role: "stage", since: "2026-01-01T10:05:00.000Z" }), seat("early", { onStage: true, role: "stage" }), seat("co", { onStage: true, role: "cohost", since: "2026-01-01T11:00:00.000Z" }), seat("ana", { onStage: true, role: "host", since: "2026-01-01T12:00:00.000Z" })];
    expect(splitSeats(seats).stage.map((one) => one.person.name)).toEqual(["ana", "co", "early", "late"]);
  });

  test("behavior: the own place counts raised hands only, in fair order, with the wait for a full stage", () => {
    const hands = [hand("max", 4), hand("ira", 2, "invited"), { ...hand("lena", 3), stageSeconds: 600 }];
    const room = { ...detail([]), hands };
    const at = Date.parse("2026-01-01T10:10:00.000Z");
    expect(ownPlace(room, person("max").id, null)).toEqual({ place: 2, waitMinutes: 0 });
    expect(ownPlace(room, person("max").id, at)).toEqual({ place: 1, waitMinutes: 0 });
    expect(ownPlace(room, person("ira").id, at)).toEqual({ place: null, waitMinutes: 0 });
    const full = { ...room, stageLimit: 2, meanTurnSeconds: 90, seats: [seat("ana", { role: "host", onStage: true }), seat("tom", { role: "stage", onStage: true })] };
    expect(ownPlace(full, person("lena").id, at)).toEqual({ place: 2, waitMinutes: 3 });
  });

  test("behavior: the queue brings the own hand along", () => {
    const next = applyHands(detail([]), [hand("max", 1)], true, person("max").id);
    expect(next).toMatchObject({ handsLocked: true, me: { hand: { seq: 1 } } });
    expect(applyHands(next, [], false, person("max").id).me.hand).toBeNull();
  });
});
