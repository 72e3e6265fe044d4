import { defineCollection } from "@/lib/platform/mongo";

/** What one voice event, or one line of a participant list, says about one connection. */
export type SessionMove = {
  kind: "joined" | "left" | "aborted" | "seen";
  /** `PA_…`: one per connection. */
  sid: string;
  roomId: string;
  memberId: string;
  /** When it was so. */
  at: Date;
  /** Known where the whole participant is told. */
  joinedAt?: Date;
  /** True for a visible participant of the standard kind; unknown for events that name only the connection. */
  standard?: boolean;
};

/** Every verified webhook by the voice server's own event id: the second one of an id is a duplicate. Kept 30 days. */
export type InboxRow = { _id: string; event: string; move: SessionMove | null; receivedAt: Date; applied: boolean };

/** One connection of one member. Only ever merged: earliest join, latest sight, latest end; any order gives the same row. */
export type SessionRow = {
  _id: string;
  roomId: string;
  memberId: string;
  joinedAt: Date;
  lastSeen: Date;
  /** The voice server's word that it ended. */
  leftAt?: Date;
  /** Our own end: absent from two lists, or the room ended. `leftAt` goes before it. */
  closedAt?: Date;
  open: boolean;
  standard?: boolean;
  /** The connection never came about: it never earns. */
  aborted?: boolean;
  /** Participant lists in a row that lacked it. */
  absences: number;
};

export type AttendanceRoomRow = {
  /** roomId */
  _id: string;
  /** Every connection the room ever had: reads go by these ids. */
  sids: string[];
  /** True once the room is in the list of rooms to settle. */
  listed?: boolean;
  /** Set when the room ended: a connection that is told later is closed at once. */
  closedAt?: Date;
  /** The moment of the newest participant list, and when the next is due. */
  seenAt?: Date;
  nextListAt?: Date;
  /** End of the newest settled bucket. */
  settledUntil?: Date;
};

/** Signs of presence of one member in one room and hour: per 30 s the first and the last of them. */
export type ProofRow = { _id: string; slots: Record<string, { first: Date; last: Date }> };

export type PresenceRow = {
  /** `<roomId>:<memberId>` */
  _id: string;
  lastProofAt?: Date;
  nextPromptAt: Date;
  prompt?: { id: string; expiresAt: Date } | null;
};

/** Counted seconds of one member in one room by bucket start (epoch seconds); `attended` once live_attendance is decided. */
export type CountedRow = { _id: string; buckets: Record<string, number>; attended?: boolean };

export type SpeechRow = { _id: string; roomId: string; memberId: string; from: Date; seconds: number };

export const inbox = defineCollection<InboxRow>("livekit_inbox", [{ key: { applied: 1 } }, { key: { receivedAt: 1 }, expireAfterSeconds: 30 * 86_400 }]);
export const sessions = defineCollection<SessionRow>("attendance");
export const attendanceRooms = defineCollection<AttendanceRoomRow>("attendance_rooms");
const unsettled = defineCollection<{ _id: "unsettled"; ids: string[] }>("attendance_lists");
export const proofs = defineCollection<ProofRow>("presence_proofs");
export const presence = defineCollection<PresenceRow>("presence");
/** Members on stage seen with an open microphone, by room and bucket: `<roomId>:<bucket start in epoch seconds>`. */
export const openMicrophones = defineCollection<{ _id: string; memberIds: string[]; seenAt: Date }>("open_microphones");
export const counted = defineCollection<CountedRow>("attendance_counted");
/** Measured speech, `speech:<roomSid>:<memberId>:<start of the 10 s in epoch seconds>`; written by the recorder only. */
export const speech = defineCollection<SpeechRow>("speech", [{ key: { roomId: 1 } }]);

export const bucketId = (roomId: string, startMs: number): string => `${roomId}:${startMs / 1000}`;

/** Ids of the rooms with attendance that is not settled to the end. */
export const unsettledRoomIds = async (): Promise<string[]> => (await unsettled().findOne({ _id: "unsettled" }))?.ids ?? [];

export async function dropUnsettled(roomId: string): Promise<void> {
  await unsettled().updateOne({ _id: "unsettled" }, { $pull: { ids: roomId } });
}

/** Makes sure that the room has its row, with `sids` in it, and will be settled; answers whether it has ended. */
export async function registerSids(roomId: string, sids: readonly string[]): Promise<Pick<AttendanceRoomRow, "closedAt">> {
  // Without the sids: a full room has thousands, and every event of it comes by here.
  const row = await attendanceRooms().findOneAndUpdate({ _id: roomId }, { $addToSet: { sids: { $each: [...sids] } } }, { upsert: true, returnDocument: "after", projection: { closedAt: 1, listed: 1 } });
  if (row?.listed) return row;
  // The list first and then the mark: a crash in between lists it again, never not at all.
  await unsettled().updateOne({ _id: "unsettled" }, { $addToSet: { ids: roomId } }, { upsert: true });
  await attendanceRooms().updateOne({ _id: roomId }, { $set: { listed: true } });
  return row ?? {};
}

const IDS_A_READ = 1_000;

/** All connections of a room. */
export async function findSessions(room: Pick<AttendanceRoomRow, "sids">): Promise<SessionRow[]> {
  const found: SessionRow[] = [];
  for (let start = 0; start < room.sids.length; start += IDS_A_READ)
    found.push(...(await sessions().find({ _id: { $in: room.sids.slice(start, start + IDS_A_READ) } }).toArray()));
  return found;
}
