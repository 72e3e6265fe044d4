import { newId } from "@/lib/platform/ids";
import { applyMoves } from "@/lib/rooms/attendance-apply";
import { PROOF_SLOT_MS, proofHour } from "@/lib/rooms/attendance-rules";
import { bucketId, openMicrophones, proofs } from "@/lib/rooms/attendance-store";
import { pairId, type RoomRow, rooms } from "@/lib/rooms/store";

const BUCKET_MS = 300_000;
const SIGN_EVERY_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * A room that ended a while ago, in which everybody was there from its first to its last bucket with an open
 * microphone on stage and a sign of presence every ten minutes: all of it counts, and nothing of it is settled.
 */
export async function seedFullRoom({ memberIds, buckets }: { memberIds: readonly string[]; buckets: number }): Promise<void> {
  const endedAt = new Date(Math.floor((Date.now() - HOUR_MS) / BUCKET_MS) * BUCKET_MS);
  const liveAt = new Date(endedAt.getTime() - buckets * BUCKET_MS);
  const room: RoomRow = {
    _id: newId("r"), title: "A full room", description: "", state: "ended", ver: 4, hostId: memberIds[0] ?? "", cohostIds: [], scheduledAt: null, liveAt, endedAt, stateAt: endedAt, createdAt: liveAt,
    stageLimit: 8, handsLocked: false, chatSeq: 0, handSeq: 0, eventSeq: 0, ruleVersion: "default", visitorIds: [], listeners: 0, peakListeners: memberIds.length, emptySince: null, ingress: null,
  };
  await rooms().insertOne(room);
  await openMicrophones().insertMany(Array.from({ length: buckets }, (_, n) => ({ _id: bucketId(room._id, liveAt.getTime() + n * BUCKET_MS), memberIds: [room.hostId], seenAt: endedAt })));
  const signs = Array.from({ length: Math.ceil((buckets * BUCKET_MS) / SIGN_EVERY_MS) }, (_, n) => new Date(liveAt.getTime() + n * SIGN_EVERY_MS));
  const hours = [...Map.groupBy(signs, proofHour)].map(([hour, own]) => ({ hour, slots: Object.fromEntries(own.map((at) => [Math.floor(at.getTime() / PROOF_SLOT_MS), { first: at, last: at }])) }));
  await proofs().insertMany(memberIds.flatMap((memberId) => hours.map(({ hour, slots }) => ({ _id: `${pairId(room._id, memberId)}:${hour}`, slots }))), { ordered: false });
  await applyMoves({ moves: memberIds.map((memberId) => ({ kind: "left" as const, sid: `PA_${memberId.slice(2)}_${room._id.slice(2)}`, roomId: room._id, memberId, at: endedAt, joinedAt: liveAt, standard: true })) });
}
