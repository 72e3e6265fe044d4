import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { POST as postReaction } from "@/app/api/rooms/[roomId]/reactions/route";
import { addReactions, flushReactions, gatherReaction } from "@/lib/chat/flush-reactions";
import type { ReactionKind } from "@/lib/chat/schema";
import { sendReaction } from "@/lib/chat/send-reaction";
import { listen } from "../../setup/listen";
import { ask, makeMember } from "../../setup/members";
import { faultOf, makeRoom, prepare, seat } from "../rooms/room-set";

beforeAll(prepare);

type Event = { seq: number; counts: Partial<Record<ReactionKind, number>> };
const sumOf = (events: Event[], kind: ReactionKind) => events.reduce((sum, each) => sum + (each.counts[kind] ?? 0), 0);

describe("reactions", () => {
  test("default: a tap reaches the room as a count", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const [ana] = await seat(roomId, 1);
    const room = await listen({ channels: [`private-room-${roomId}`] });
    expect((await ask(postReaction, { method: "POST", as: ana ?? null, params: { roomId }, json: { kind: "clap" } })).status).toBe(202);
    expect(await room.wait("reactions")).toMatchObject({ counts: { clap: 1 } });
    room.close();
  });

  test("behavior: a thousand taps are a few events, and none is lost", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const room = await listen({ channels: [`private-room-${roomId}`] });
    const begun = Date.now();
    for (let index = 0; index < 1_000; index += 1) {
      gatherReaction({ roomId, kind: index % 2 ? "heart" : "fire" });
      if (index % 100 === 99) await sleep(100);
    }
    const events = () => room.named("reactions") as Event[];
    await expect.poll(() => sumOf(events(), "heart") + sumOf(events(), "fire"), { timeout: 5_000 }).toBe(1_000);
    expect(sumOf(events(), "heart")).toBe(500);
    const seconds = (Date.now() - begun) / 1000;
    expect(events().length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
    room.close();
  });

  test("behavior: of several processes that flush at once one sends the sum", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const room = await listen({ channels: [`private-room-${roomId}`] });
    await Promise.all(Array.from({ length: 10 }, () => addReactions({ roomId, counts: { wow: 3 } })));
    const sent = await Promise.all(Array.from({ length: 10 }, () => flushReactions({ roomId })));
    expect(sent.filter(Boolean)).toHaveLength(1);
    expect(await room.wait("reactions")).toMatchObject({ counts: { wow: 30 } });
    await addReactions({ roomId, counts: { wow: 1 } });
    await expect.poll(() => flushReactions({ roomId }), { timeout: 2_000 }).toBe(true);
    expect(await room.wait("reactions", (data: Event) => data.seq === 2)).toMatchObject({ counts: { wow: 1 } });
    room.close();
  });

  test("error: not in the room, an unknown kind, more than four a second", async () => {
    const { roomId } = await makeRoom({ state: "lobby" });
    const [ana] = await seat(roomId, 1);
    expect(await faultOf(sendReaction({ roomId, actor: await makeMember(), kind: "heart" }))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
    expect((await ask(postReaction, { method: "POST", as: ana ?? null, params: { roomId }, json: { kind: "poop" } })).status).toBe(422);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(postReaction, { method: "POST", as: ana ?? null, params: { roomId }, json: { kind: "heart" } })));
    expect(answers.some((each) => each.status === 429)).toBe(true);
  });
});
