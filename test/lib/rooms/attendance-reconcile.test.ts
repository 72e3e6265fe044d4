import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now, shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { answerPrompt } from "@/lib/rooms/answer-prompt";
import { applyMoves } from "@/lib/rooms/attendance-apply";
import { attendanceRooms, openMicrophones, presence, proofs, sessions } from "@/lib/rooms/attendance-store";
import { readRoom } from "@/lib/rooms/read-room";
import { reconcileRooms } from "@/lib/rooms/reconcile-rooms";
import { listAsActive, pairId, roomBans, type RoomRow, rooms, seats, stage } from "@/lib/rooms/store";
import { type FakeParticipant, type RoomService, startRoomService } from "../../fakes/room-service";
import { makeMember } from "../../setup/members";
import { newSid, pretendVoice, seedRoom, wipe } from "./attendance-set";

let voice: RoomService;
pretendVoice();
beforeAll(async () => {
  voice = await startRoomService();
  process.env.LIVEKIT_URL = voice.url;
  await createDeclaredIndexes();
});
beforeEach(async () => {
  await wipe();
  await Promise.all([roomBans(), seats(), stage(), database().collection("room_lists")].map((collection) => (collection as ReturnType<typeof seats>).deleteMany({})));
  voice.rooms.clear();
  voice.broken.clear();
  voice.calls.length = 0;
  voice.lists = 0;
});
afterEach(() => shiftClock(0));
afterAll(async () => {
  await voice.stop();
  await database().dropDatabase();
  await closeDatabase();
});

async function liveRoom(more: Partial<RoomRow> = {}): Promise<RoomRow> {
  const room = await seedRoom(more);
  await listAsActive(room._id);
  voice.rooms.set(room._id, []);
  return room;
}

const permissionOf = (onStage: boolean) => ({ canSubscribe: true, canPublish: onStage, canPublishData: false, canUpdateMetadata: false, canPublishSources: ["MICROPHONE"] });

/** Connects a member with an open seat, on stage or not, exactly as the stage says. */
async function connect(room: RoomRow, { onStage = false, muted = false, ...more }: Partial<FakeParticipant> & { onStage?: boolean; muted?: boolean } = {}): Promise<FakeParticipant> {
  const identity = newId("m");
  await seats().insertOne({ _id: pairId(room._id, identity), roomId: room._id, memberId: identity, role: "listener", since: new Date(), endedAt: null, device: null, seenAt: new Date() });
  const slot = voice.rooms.get(room._id)?.length ?? 0;
  if (onStage) await stage().insertOne({ _id: `${room._id}:${slot}`, roomId: room._id, memberId: identity, since: new Date() });
  const participant: FakeParticipant = {
    sid: newSid(),
    identity,
    state: "ACTIVE",
    kind: "STANDARD",
    joinedAtMs: String(now().getTime() - 5_000),
    attributes: { role: onStage ? "stage" : "listener" },
    permission: permissionOf(onStage),
    tracks: onStage ? [{ sid: "TR_1", type: "AUDIO", source: "MICROPHONE", muted }] : [],
    ...more,
  };
  voice.rooms.get(room._id)?.push(participant);
  return participant;
}

describe("reconcileRooms", () => {
  test("default: connections that no event told are there, with their true beginning, and nothing else is touched", async () => {
    const room = await liveRoom();
    const [host, guest] = [await connect(room, { onStage: true }), await connect(room)];
    const next = await reconcileRooms();
    expect(next).toBeLessThanOrEqual(5_000);
    expect(await sessions().findOne({ _id: guest.sid })).toMatchObject({ memberId: guest.identity, roomId: room._id, open: true, standard: true, joinedAt: new Date(Number(guest.joinedAtMs)) });
    expect((await openMicrophones().find({}).toArray()).map((row) => row.memberIds)).toEqual([[host.identity]]);
    expect(voice.calls).toEqual([]);
  });

  test("behavior: only microphones that are open, of members who are on stage, are evidence", async () => {
    const room = await liveRoom();
    await connect(room, { onStage: true, muted: true });
    await connect(room, { onStage: true, tracks: [{ sid: "TR_2", type: "AUDIO", source: "SCREEN_SHARE_AUDIO", muted: false }] });
    await connect(room, { tracks: [{ sid: "TR_3", type: "AUDIO", source: "MICROPHONE", muted: false }] });
    await reconcileRooms();
    expect(await openMicrophones().countDocuments({})).toBe(0);
  });

  test("behavior: a room is listed every 30 s, twice in a short bucket, and by one worker at a time", async () => {
    await liveRoom();
    await Promise.all([reconcileRooms(), reconcileRooms(), reconcileRooms()]);
    expect(voice.lists).toBe(1);
    shiftClock(29_000);
    await reconcileRooms();
    expect(voice.lists).toBe(1);
    shiftClock(31_000);
    await reconcileRooms();
    expect(voice.lists).toBe(2);
  });

  test("behavior: who left without a word is ended at the last sight, after two lists", async () => {
    const room = await liveRoom();
    const guest = await connect(room);
    await reconcileRooms();
    const seen = (await sessions().findOne({ _id: guest.sid }))?.lastSeen;
    voice.rooms.set(room._id, []);
    for (const ms of [31_000, 62_000]) {
      shiftClock(ms);
      await reconcileRooms();
    }
    expect(await sessions().findOne({ _id: guest.sid })).toMatchObject({ open: false, closedAt: seen });
  });

  test("behavior: a role that is not what the stage says is set again, in full", async () => {
    const room = await liveRoom();
    const lost = await connect(room, { onStage: true, permission: permissionOf(false), attributes: { role: "listener" } });
    const kept = await connect(room, { permission: { ...permissionOf(true), canPublishSources: [] }, attributes: { role: "stage" } });
    await reconcileRooms();
    expect(voice.calls.map(({ method, body }) => [method, body.identity, (body.permission as { canPublish?: boolean }).canPublish ?? false, (body.attributes as { role: string }).role])).toEqual([
      ["UpdateParticipant", lost.identity, true, "stage"],
      ["UpdateParticipant", kept.identity, false, "listener"],
    ]);
  });

  test("behavior: the banned and those whose seat was ended are removed, a ban that is over is over", async () => {
    const room = await liveRoom();
    const [banned, evicted, pardoned] = [await connect(room), await connect(room), await connect(room)];
    const ban = (memberId: string, until: Date | null) => ({ _id: pairId(room._id, memberId), roomId: room._id, memberId, byId: "m_x", reason: "spam", at: new Date(), until });
    await roomBans().insertMany([ban(banned.identity, null), ban(pardoned.identity, new Date(Date.now() - 1_000))]);
    await seats().updateOne({ _id: pairId(room._id, evicted.identity) }, { $set: { endedAt: new Date() } });
    await reconcileRooms();
    expect(voice.calls.map(({ method, body }) => [method, body.identity]).sort()).toEqual([banned, evicted].map(({ identity }) => ["RemoveParticipant", identity]).sort());
  });

  test("behavior: recorders and hidden participants are nobody", async () => {
    const room = await liveRoom();
    await connect(room, { kind: "AGENT" });
    await connect(room, { permission: { ...permissionOf(false), hidden: true } });
    voice.rooms.get(room._id)?.push({ sid: newSid(), identity: "recorder", kind: "EGRESS" });
    await reconcileRooms();
    expect((await sessions().find({}).toArray()).map((row) => row.standard)).toEqual([false, false]);
    expect([voice.calls, await presence().countDocuments({})]).toEqual([[], 0]);
  });

  test("error: one room whose list fails stops no other, and is not taken for empty", async () => {
    const [bad, good] = [await liveRoom(), await liveRoom()];
    const there = await connect(bad);
    await reconcileRooms();
    await connect(good);
    voice.broken.add(bad._id);
    for (const ms of [31_000, 62_000, 93_000]) {
      shiftClock(ms);
      await reconcileRooms();
    }
    expect((await sessions().findOne({ _id: there.sid }))?.open).toBe(true);
    expect((await attendanceRooms().findOne({ _id: good._id }))?.sids).toHaveLength(1);
  });
});

describe("presence prompts", () => {
  test("default: whoever gave no sign for long is asked, and the answer is a sign", async () => {
    const room = await liveRoom();
    const guest = await connect(room);
    await reconcileRooms();
    expect((await presence().findOne({ _id: pairId(room._id, guest.identity) }))?.prompt).toBeUndefined();
    shiftClock(20 * 60_000);
    await reconcileRooms();
    const asked = (await presence().findOne({ _id: pairId(room._id, guest.identity) }))?.prompt;
    expect(asked?.id).toMatch(/^prompt_/);
    const actor = { ...(await makeMember()), id: guest.identity };
    await rooms().updateOne({ _id: room._id }, { $addToSet: { visitorIds: guest.identity } });
    expect((await readRoom({ roomId: room._id, actor })).me.prompt).toEqual({ promptId: asked?.id, expiresAt: asked?.expiresAt.toISOString() });
    const answer = { roomId: room._id, memberId: guest.identity, promptId: asked?.id ?? "" };
    await expect(answerPrompt({ ...answer, promptId: newId("prompt") })).rejects.toMatchObject({ code: "conflict", reason: "prompt_expired" });
    await answerPrompt(answer);
    expect((await readRoom({ roomId: room._id, actor })).me.prompt).toBeNull();
    expect(await proofs().countDocuments({})).toBe(1);
    await expect(answerPrompt(answer)).rejects.toMatchObject({ reason: "prompt_expired" });
    expect((await presence().findOne({ _id: pairId(room._id, guest.identity) }))?.nextPromptAt.getTime()).toBeGreaterThanOrEqual(now().getTime() + 10 * 60_000 - 1_000);
  });

  test("error: a question that is over, or somebody who is not in the room", async () => {
    const room = await liveRoom();
    const guest = await connect(room);
    await reconcileRooms();
    shiftClock(20 * 60_000);
    await reconcileRooms();
    const promptId = (await presence().findOne({ _id: pairId(room._id, guest.identity) }))?.prompt?.id ?? "";
    await expect(answerPrompt({ roomId: room._id, memberId: newId("m"), promptId })).rejects.toMatchObject({ code: "forbidden", reason: "not_in_room" });
    shiftClock(23 * 60_000);
    await expect(answerPrompt({ roomId: room._id, memberId: guest.identity, promptId })).rejects.toMatchObject({ reason: "prompt_expired" });
  });

  test("behavior: an unanswered question is asked once more soon", async () => {
    const room = await liveRoom();
    const guest = await connect(room);
    const prompt = async () => (await presence().findOne({ _id: pairId(room._id, guest.identity) }))?.prompt?.id;
    await applyMoves({ moves: [] });
    await reconcileRooms();
    const ids = new Set<string | undefined>();
    for (const minutes of [20, 21, 22, 23.5, 24]) {
      shiftClock(minutes * 60_000);
      await reconcileRooms();
      ids.add(await prompt());
    }
    expect(ids.size).toBe(2);
  });
});
