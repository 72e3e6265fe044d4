import { findPeople } from "@/lib/membership/find-people";
import type { PersonView } from "@/lib/membership/schema";
import { now } from "@/lib/platform/clock";
import { factsOf } from "./room-facts";
import { seatRoleOf } from "./rules";
import type { HandView, RoomView, SeatView } from "./schema";
import type { HandRow, RoomRow, SeatRow, StageRow } from "./store";
import { secondsOnStage } from "./turn-store";

type People = ReadonlyMap<string, PersonView>;
const UNKNOWN_WALLET = "0x0000000000000000000000000000000000000000";

const personOf = (people: People, id: string): PersonView => people.get(id) ?? { id, wallet: UNKNOWN_WALLET, name: id };

const roomOf = (room: RoomRow, people: People): RoomView => ({
  id: room._id,
  title: room.title,
  description: room.description,
  state: room.state,
  ver: room.ver,
  host: personOf(people, room.hostId),
  cohostIds: room.cohostIds,
  ...factsOf(room),
  scheduledAt: room.scheduledAt?.toISOString() ?? null,
  liveAt: room.liveAt?.toISOString() ?? null,
  endedAt: room.endedAt?.toISOString() ?? null,
  listeners: room.listeners,
  peakListeners: room.peakListeners,
  stageLimit: room.stageLimit,
  handsLocked: room.handsLocked,
});

/** Rooms as members see them, with their hosts. */
export async function viewRooms(rows: readonly RoomRow[]): Promise<RoomView[]> {
  const people = await findPeople({ ids: rows.map((row) => row.hostId) });
  return rows.map((row) => roomOf(row, people));
}

/** One room as members see it. */
export const viewRoom = async (room: RoomRow): Promise<RoomView> => roomOf(room, await findPeople({ ids: [room.hostId] }));

/** People in a room, each with role and place, in the order given. */
export async function viewSeats(room: RoomRow, rows: readonly Pick<SeatRow, "memberId" | "since">[], onStage: ReadonlySet<string>): Promise<SeatView[]> {
  const people = await findPeople({ ids: rows.map((row) => row.memberId) });
  return rows.map((row) => ({
    person: personOf(people, row.memberId),
    role: seatRoleOf(room, row.memberId, onStage.has(row.memberId)),
    onStage: onStage.has(row.memberId),
    since: row.since.toISOString(),
  }));
}

/** Everybody on stage, by place. */
export const viewStage = (room: RoomRow, rows: readonly StageRow[]): Promise<SeatView[]> => viewSeats(room, rows, new Set(rows.map((row) => row.memberId)));

/** Hands that are up, in the order given. */
export async function viewHands(rows: readonly HandRow[]): Promise<HandView[]> {
  const ids = rows.map((row) => row.memberId);
  const [people, stageSeconds] = await Promise.all([findPeople({ ids }), secondsOnStage(ids, now())]);
  return rows.map((row) => ({
    memberId: row.memberId,
    person: personOf(people, row.memberId),
    seq: row.seq,
    state: row.state === "invited" ? "invited" : "raised",
    raisedAt: row.raisedAt.toISOString(),
    inviteExpiresAt: row.state === "invited" ? (row.inviteExpiresAt?.toISOString() ?? null) : null,
    stageSeconds: stageSeconds.get(row.memberId) ?? 0,
  }));
}
