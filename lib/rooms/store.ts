import { defineCollection } from "@/lib/platform/mongo";
import type { RoomCategory, RoomCover, RoomLanguage, RoomState, SeatRole } from "./schema";

/** What a room is about and how it is set; rooms of before this was asked lack it. */
export type RoomFactsRow = { timeZone: string; category: RoomCategory; language: RoomLanguage | null; tags: string[]; cover: RoomCover; capacity: number; video: boolean };

/** One room. Every change of `state` is one update guarded by `state` and `ver`. */
export type RoomRow = {
  _id: string;
  title: string;
  description: string;
  state: RoomState;
  /** Grows by one with each change of state or of the texts. */
  ver: number;
  hostId: string;
  cohostIds: string[];
  scheduledAt: Date | null;
  liveAt: Date | null;
  /** When it stopped being live: the end of everything measured in it. Set with the move to `ending`. */
  endedAt: Date | null;
  /** When the state was reached. */
  stateAt: Date;
  createdAt: Date;
  stageLimit: number;
  handsLocked: boolean;
  /** The last number given to a chat message, a hand, an event about stage, hands or moderation. */
  chatSeq: number;
  handSeq: number;
  eventSeq: number;
  /** The XP rules the room is paid by: those in force when it went live. */
  ruleVersion: string | null;
  /**
   * Everyone who ever took a seat here; only grows. Seats, hands and bans are read by the keys it gives, so no read of
   * a room scans; who is in now is said by the seats alone.
   */
  visitorIds: string[];
  /** Open seats, counted anew after each change; the seats are the truth. */
  listeners: number;
  peakListeners: number;
  /** Since when nobody was seen in the live room; null while somebody is. */
  emptySince: Date | null;
  facts?: Partial<RoomFactsRow>;
  /** Who holds one of the `capacity` seats. Claimed before the seat is opened, given back after it is closed. */
  holderIds?: string[];
  /** Who wants to hear before it begins. */
  remindIds?: string[];
  /** Since when the host of the live room was not seen; null or absent while they are there. */
  hostAwaySince?: Date | null;
  /** Kept for a later outside source of sound. */
  ingress: null;
};

/** "In the room": made by entering, ended by leaving, a moderator, the loss of membership or the end of the room. */
export type SeatRow = {
  _id: string;
  roomId: string;
  memberId: string;
  role: SeatRole;
  since: Date;
  endedAt: Date | null;
  /** The page that sits here; null for a seat that no page holds. */
  device: string | null;
  /** When its page, or the voice server's list, last showed it. */
  seenAt: Date;
  /** When a moderator last muted them in this stay: a page that was cut off at that moment closes its microphone once it hears of it. */
  mutedAt?: Date | null;
  /** When a moderator put them out: a page does not come back from that by itself. */
  kickedAt?: Date | null;
  /** Taken in a session without the wallet: ends with what began that session. */
  limited?: boolean;
};

/** One place on stage, claimed by inserting its slot and given back by deleting it. Slot 0 is the host's. */
export type StageRow = { _id: string; roomId: string; memberId: string; since: Date };

export type HandRow = {
  _id: string;
  roomId: string;
  memberId: string;
  seq: number;
  state: "raised" | "invited" | "accepted" | "declined" | "lowered";
  /** False for an invite that no raised hand asked for: such a one pays no XP. */
  raised: boolean;
  raisedAt: Date;
  invitedById: string | null;
  inviteExpiresAt: Date | null;
  declinedAt: Date | null;
  /** When its acceptance was paid; null while it was not, or has nothing to be paid. */
  paidAt: Date | null;
};

/** A ban from one room. `until` null is for good. */
export type RoomBanRow = { _id: string; roomId: string; memberId: string; byId: string; reason: string; at: Date; until: Date | null };

/** One member's thanks to one speaker of a room. `outcome` null: not paid yet. */
export type ThanksRow = { _id: string; roomId: string; toId: string; fromId: string; at: Date; outcome: "awarded" | "already-awarded" | "returned-favour" | "self" | "daily-limit" | null };

/** The realtime connections that something was signed for, by member, oldest first; `signedInIds` of them asked to sign in. */
export type ConnectionsRow = { _id: string; socketIds: string[]; signedInIds?: string[] };

export const rooms = defineCollection<RoomRow>("rooms", [{ key: { state: 1, _id: -1 } }]);
export const roomLists = defineCollection<{ _id: "active"; ids: string[] }>("room_lists");
export const seats = defineCollection<SeatRow>("seats");
export const stage = defineCollection<StageRow>("stage", [{ key: { roomId: 1, memberId: 1 }, unique: true }]);
export const hands = defineCollection<HandRow>("hands");
export const roomBans = defineCollection<RoomBanRow>("room_bans");
export const thanks = defineCollection<ThanksRow>("thanks", [{ key: { roomId: 1, outcome: 1 } }]);
export const connections = defineCollection<ConnectionsRow>("realtime_connections");

/** The key of a seat, a hand or a ban. */
export const pairId = (roomId: string, memberId: string): string => `${roomId}:${memberId}`;
export const slotId = (roomId: string, slot: number): string => `${roomId}:${slot}`;
const slotIds = (room: Pick<RoomRow, "_id" | "stageLimit">): string[] => Array.from({ length: room.stageLimit }, (_, slot) => slotId(room._id, slot));
const visitorKeys = (room: Pick<RoomRow, "_id" | "visitorIds">): string[] => room.visitorIds.map((memberId) => pairId(room._id, memberId));

export const findRoomRow = (roomId: string): Promise<RoomRow | null> => rooms().findOne({ _id: roomId });

/** Rooms by id, in the order of the ids; those that do not exist are left out. */
export async function findRoomRows(ids: readonly string[]): Promise<RoomRow[]> {
  if (ids.length === 0) return [];
  const rows = await rooms().find({ _id: { $in: [...new Set(ids)] } }).toArray();
  const byId = new Map(rows.map((row) => [row._id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Ids of the rooms that are not over. May name one that is over or was never written: the rows decide. */
export const activeRoomIds = async (): Promise<string[]> => (await roomLists().findOne({ _id: "active" }))?.ids ?? [];

export async function listAsActive(roomId: string): Promise<void> {
  await roomLists().updateOne({ _id: "active" }, { $addToSet: { ids: roomId } }, { upsert: true });
}

export async function unlistAsActive(roomId: string): Promise<void> {
  await roomLists().updateOne({ _id: "active" }, { $pull: { ids: roomId } });
}

/** The rooms that are live now. */
export const findLiveRooms = async (): Promise<RoomRow[]> => (await findRoomRows(await activeRoomIds())).filter((room) => room.state === "live");

/** The open seat of a member, or null. */
export async function findSeat(roomId: string, memberId: string): Promise<SeatRow | null> {
  const seat = await seats().findOne({ _id: pairId(roomId, memberId) });
  return seat?.endedAt === null ? seat : null;
}

/** The open seats of a room, longest seated first. */
export async function findSeats(room: RoomRow): Promise<SeatRow[]> {
  const rows = await seats().find({ _id: { $in: visitorKeys(room) } }).toArray();
  return rows.filter((row) => row.endedAt === null).sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** Gives back one of the room's places. */
export async function dropHold({ roomId, memberId }: { roomId: string; memberId: string }): Promise<void> {
  await rooms().updateOne({ _id: roomId, holderIds: memberId }, { $pull: { holderIds: memberId } });
}

/** Ends one seat; false when it was not open, or a device is named and another one sits there. */
export async function closeSeat({ roomId, memberId, at, device, kicked = false }: { roomId: string; memberId: string; at: Date; device: string | null; kicked?: boolean }): Promise<boolean> {
  const held = device ? { device: { $in: [null, device] } } : {};
  const closed = await seats().updateOne({ _id: pairId(roomId, memberId), endedAt: null, ...held }, { $set: { endedAt: at, ...(kicked ? { kickedAt: at } : {}) } });
  if (device && closed.modifiedCount === 0) return false;
  await dropHold({ roomId, memberId });
  return closed.modifiedCount === 1;
}

/** Who is on stage, by slot. */
export async function findStage(room: Pick<RoomRow, "_id" | "stageLimit">): Promise<StageRow[]> {
  const ids = slotIds(room);
  const rows = await stage().find({ _id: { $in: ids } }).toArray();
  return rows.sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id));
}

export const findPlace = (roomId: string, memberId: string): Promise<StageRow | null> => stage().findOne({ roomId, memberId });

export const findHandRow = (roomId: string, memberId: string): Promise<HandRow | null> => hands().findOne({ _id: pairId(roomId, memberId) });

/** Every hand of a room, in whatever state. */
export const findVisitorHands = (room: RoomRow): Promise<HandRow[]> => hands().find({ _id: { $in: visitorKeys(room) } }).toArray();

/** The hands of a room that are raised or invited, expired invites included, in the order of the queue. */
export async function findHandRows(room: RoomRow): Promise<HandRow[]> {
  const rows = await findVisitorHands(room);
  return rows.filter((row) => row.state === "raised" || row.state === "invited").sort((a, b) => a.seq - b.seq);
}

/** Closes every seat, place and hand of a room. Repeating it changes nothing. */
export async function clearRoom(room: RoomRow, at: Date): Promise<void> {
  const keys = visitorKeys(room);
  await hands().updateMany({ _id: { $in: keys }, state: { $in: ["raised", "invited"] } }, { $set: { state: "lowered" } });
  await seats().updateMany({ _id: { $in: keys }, endedAt: null }, { $set: { endedAt: at } });
  await stage().deleteMany({ _id: { $in: slotIds(room) } });
  await rooms().updateOne({ _id: room._id }, { $set: { holderIds: [] } });
}
