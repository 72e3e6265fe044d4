import type { z } from "zod";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { CLUB_CHANNEL, publish, publishToMember, roomChannel } from "@/lib/platform/realtime";
import { isHandUp } from "./rules";
import { type memberEvents, roomEvents } from "./schema";
import { findHandRows, findRoomRow, findStage, type RoomRow, rooms } from "./store";
import { viewHands, viewStage } from "./view-room";

type RoomEvents = typeof roomEvents;
/** Events may carry 10 kB; the queue leaves room for the rest of the payload. */
const QUEUE_BYTES = 8_000;
const HANDS_SPREAD_MS = 250;
const MAX_REMEMBERED = 1_000;

/** Every event checks its own payload: what is not in the schema never leaves. */
async function send<E extends keyof RoomEvents>(channel: string, event: E, payload: z.infer<RoomEvents[E]>): Promise<void> {
  await publish(channel, event, roomEvents[event].parse(payload));
}

/** The next number for an event about stage, hands or moderation: a higher one has seen all that a lower one has. */
async function nextEvent(roomId: string): Promise<RoomRow | null> {
  return rooms().findOneAndUpdate({ _id: roomId }, { $inc: { eventSeq: 1 } }, { returnDocument: "after" });
}

/** Tells the room, and the club's lists unless it is a draft, what the room is now. */
export async function publishRoomChanged(room: RoomRow): Promise<void> {
  const payload = { at: now().toISOString(), ver: room.ver, roomId: room._id, state: room.state, title: room.title, listeners: room.listeners };
  const channels = room.state === "draft" ? [roomChannel(room._id)] : [roomChannel(room._id), CLUB_CHANNEL];
  await Promise.all(channels.map((channel) => send(channel, "room.changed", payload)));
}

/** Tells the room who is on stage now. */
export async function publishStage({ roomId }: { roomId: string }): Promise<void> {
  const room = await nextEvent(roomId);
  if (!room) return;
  await send(roomChannel(roomId), "stage.changed", { at: now().toISOString(), ver: room.eventSeq, seats: await viewStage(room, await findStage(room)) });
}

const handsTold = new Map<string, number>();
const handsWaiting = new Set<string>();

/**
 * Tells the room the queue as it is now; a long one only by its head. At once, or, when it was told just now, soon: a
 * hundred hands in one second are four events to everybody, not a hundred.
 */
export async function publishHands({ roomId }: { roomId: string }): Promise<void> {
  const pause = (handsTold.get(roomId) ?? -HANDS_SPREAD_MS) + HANDS_SPREAD_MS - performance.now();
  if (pause <= 0) return tellHands(roomId);
  if (handsWaiting.has(roomId)) return;
  handsWaiting.add(roomId);
  setTimeout(() => {
    handsWaiting.delete(roomId);
    tellHands(roomId).catch((error: unknown) => log("rooms").warn({ roomId, err: error }, "the queue was not told"));
  }, pause).unref();
}

async function tellHands(roomId: string): Promise<void> {
  if (handsTold.size > MAX_REMEMBERED) handsTold.clear();
  handsTold.set(roomId, performance.now());
  const room = await nextEvent(roomId);
  if (!room) return;
  const all = await viewHands((await findHandRows(room)).filter((hand) => isHandUp(hand, now())));
  let bytes = 0;
  const hands = all.filter((hand) => (bytes += Buffer.byteLength(JSON.stringify(hand)) + 1) <= QUEUE_BYTES);
  await send(roomChannel(roomId), "hands.changed", { at: now().toISOString(), ver: room.eventSeq, hands, locked: room.handsLocked, more: hands.length < all.length });
}

/** Tells the room what a moderator did, without the reason. */
export async function publishModeration({ roomId, action, memberId }: { roomId: string; action: z.infer<RoomEvents["moderation"]>["action"]; memberId: string }): Promise<void> {
  const room = await nextEvent(roomId);
  if (room) await send(roomChannel(roomId), "moderation", { at: now().toISOString(), ver: room.eventSeq, action, memberId });
}

/** Tells the invited member's own pages. */
export async function publishInvite({ roomId, memberId, expiresAt }: { roomId: string; memberId: string; expiresAt: Date }): Promise<void> {
  const payload: z.infer<(typeof memberEvents)["hand.invited"]> = { at: now().toISOString(), roomId, expiresAt: expiresAt.toISOString() };
  await publishToMember(memberId, "hand.invited", payload);
}

/** Tells the member's own pages which of them sits in the room now. */
export async function publishSeatTaken({ roomId, memberId, device }: { roomId: string; memberId: string; device: string }): Promise<void> {
  const payload: z.infer<(typeof memberEvents)["seat.taken"]> = { at: now().toISOString(), roomId, device };
  await publishToMember(memberId, "seat.taken", payload);
}

/** Tells the room its state anew, read from the database. */
export async function publishRoom({ roomId }: { roomId: string }): Promise<void> {
  const room = await findRoomRow(roomId);
  if (room) await publishRoomChanged(room);
}
