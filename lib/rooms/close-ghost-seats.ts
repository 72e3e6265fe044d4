import { ParticipantInfo_State } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import { listVoiceParticipants } from "@/lib/platform/livekit";
import { log } from "@/lib/platform/log";
import { isOpen } from "./rules";
import { activeRoomIds, findRoomRows, findSeats, type RoomRow, type SeatRow, seats } from "./store";
import { takeOut } from "./take-out";
import { isSounding, patienceOf } from "./voice-room";

/** Longer without a look and this process was not watching: what it missed is no evidence against anybody. */
const LONGEST_GAP_MS = 15_000;

type Watch = { since: number; last: number };
const watches = new Map<string, Watch>();

/**
 * Takes out everybody whose page is gone without a word: a cut network, an empty battery. A page is seen by the voice
 * server's own list or by what it says itself (keep-seat); only what this process watched without a gap counts, so
 * neither its own pause nor one of the database or of the voice server empties a room. Seats of no page stay.
 * Several workers may run it: taking out twice is once.
 */
export async function closeGhostSeats(): Promise<void> {
  const rooms = (await findRoomRows(await activeRoomIds())).filter((room) => isOpen(room.state));
  for (const id of watches.keys()) if (!rooms.some((room) => room._id === id)) watches.delete(id);
  for (const room of rooms) {
    try {
      await sweep(room);
    } catch (error) {
      watches.delete(room._id);
      log("rooms").warn({ roomId: room._id, err: error }, "a room was not searched for seats whose page is gone");
    }
  }
}

async function sweep(room: RoomRow): Promise<void> {
  const at = now();
  const sounding = isSounding(room);
  const listed = new Set(sounding ? (await listVoiceParticipants(room._id)).filter((one) => one.state !== ParticipantInfo_State.DISCONNECTED).map((one) => one.identity) : []);
  const open = await findSeats(room);
  const heard = open.filter((seat) => listed.has(seat.memberId)).map((seat) => seat._id);
  if (heard.length > 0) await seats().updateMany({ _id: { $in: heard }, endedAt: null }, { $max: { seenAt: at } });
  const patience = patienceOf(room, at);
  if (watchedFor(room._id, at.getTime()) < patience) return;
  const unseen = (seat: SeatRow) => Boolean(seat.device) && !listed.has(seat.memberId) && at.getTime() - seat.seenAt.getTime() >= patience;
  for (const seat of open) {
    // Once more, guarded: its page may have spoken since the list was read.
    if (unseen(seat) && (await seats().findOne({ _id: seat._id, device: seat.device, seenAt: seat.seenAt }))) await takeOut({ roomId: room._id, memberId: seat.memberId, at, device: seat.device });
  }
}

/** How long this process has looked at a room without a gap, in ms. */
function watchedFor(roomId: string, at: number): number {
  const known = watches.get(roomId);
  const watch = known && at - known.last <= LONGEST_GAP_MS ? { since: known.since, last: at } : { since: at, last: at };
  watches.set(roomId, watch);
  return at - watch.since;
}
