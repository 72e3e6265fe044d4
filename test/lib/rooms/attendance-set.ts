import { AccessToken } from "livekit-server-sdk";
import { createHash } from "node:crypto";
import { newId } from "@/lib/platform/ids";
import { attendanceRooms, counted, inbox, openMicrophones, presence, proofs, sessions, speech, bucketId } from "@/lib/rooms/attendance-store";
import { bucketStart } from "@/lib/rooms/attendance-rules";
import { type RoomRow, rooms } from "@/lib/rooms/store";
import { database } from "@/lib/platform/mongo";
import { ledger, notCounted, totals } from "@/lib/xp/store";

export const KEY = "devkey-attendance";
export const SECRET = "attendance-test-secret-of-enough-length-000";

/** A voice server that nobody answers for: these tests send its webhooks themselves. */
export function pretendVoice(): void {
  Object.assign(process.env, { LIVEKIT_URL: "ws://127.0.0.1:9", LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET });
}

/** Signs a body as the voice server does. */
export async function sign(body: string, { key = KEY, secret = SECRET, ttl = 300, hashOf = body }: { key?: string; secret?: string; ttl?: number | string; hashOf?: string } = {}): Promise<string> {
  const token = new AccessToken(key, secret, { ttl });
  token.sha256 = createHash("sha256").update(hashOf).digest("base64");
  return token.toJwt();
}

export type Person = { sid: string; identity: string; joinedAtMs?: number; kind?: string; hidden?: boolean };

/** The JSON of one event as the voice server words it. */
export function eventBody(event: string, { roomId, at, person, id = `EV_${newId("job")}` }: { roomId: string; at: number; person: Person; id?: string }): string {
  const whole = event.startsWith("participant");
  return JSON.stringify({
    event,
    id,
    createdAt: String(Math.floor(at / 1000)),
    room: { sid: "RM_test", name: roomId },
    participant: {
      sid: person.sid,
      identity: person.identity,
      ...(whole ? { joinedAt: String(Math.floor((person.joinedAtMs ?? at) / 1000)), joinedAtMs: String(person.joinedAtMs ?? at), kind: person.kind ?? "STANDARD", permission: { canSubscribe: true, hidden: person.hidden ?? false }, state: "ACTIVE" } : {}),
    },
  });
}

export const newSid = (): string => `PA_${newId("job").slice(4, 20)}${Math.floor(Math.random() * 1e9)}`;

/** A room row as the rooms domain writes it. */
export async function seedRoom(more: Partial<RoomRow> = {}): Promise<RoomRow> {
  const at = new Date();
  const row: RoomRow = {
    _id: newId("r"), title: "Evening talk", description: "", state: "live", ver: 2, hostId: newId("m"), cohostIds: [], scheduledAt: null, liveAt: at, endedAt: null, stateAt: at, createdAt: at,
    stageLimit: 8, handsLocked: false, chatSeq: 0, handSeq: 0, eventSeq: 0, ruleVersion: "default", visitorIds: [], listeners: 0, peakListeners: 0, emptySince: null, ingress: null, ...more,
  };
  await rooms().insertOne(row);
  return row;
}

/** Notes an open microphone in every bucket between two moments, as the reconciler does. */
export async function openMic(roomId: string, memberId: string, from: number, to: number, bucketSeconds = 300): Promise<void> {
  const ids: string[] = [];
  for (let start = bucketStart(from, bucketSeconds); start < to; start += bucketSeconds * 1000) ids.push(bucketId(roomId, start));
  await openMicrophones().insertMany(ids.map((_id) => ({ _id, memberIds: [memberId], seenAt: new Date(to) })));
}

/** Empties everything that attendance and the ledger write. */
export async function wipe(): Promise<void> {
  const all = [sessions(), attendanceRooms(), counted(), inbox(), openMicrophones(), presence(), proofs(), speech(), rooms(), ledger(), notCounted(), totals()];
  await Promise.all([...all.map((collection) => collection.deleteMany({})), database().collection("attendance_lists").deleteMany({}), database().collection("xp_day_slots").deleteMany({})]);
}
