import type { z } from "zod";
import { ClubError } from "@/lib/platform/errors";
import { factsOf } from "./room-facts";
import { type Actor, canSeeRoom, isOver } from "./rules";
import { ROOM_STATES, type RoomState, type roomsQuery, type RoomView } from "./schema";
import { activeRoomIds, findRoomRows, type RoomRow, rooms } from "./store";
import { viewRooms } from "./view-room";

const PAGE = 20;
const ORDER: readonly RoomState[] = ["live", "lobby", "scheduled", "draft", "ending"];
const PAST: readonly RoomState[] = ROOM_STATES.filter((state) => isOver(state));
type Cursor = { part: "now"; skip: number } | { part: "past"; before: string };

function parseCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const [, now, past] = /^(?:n(\d{1,5})|p(r_[0-9a-z]{26})?)$/.exec(cursor) ?? [];
  if (now !== undefined) return { part: "now", skip: Number(now) };
  if (past !== undefined) return { part: "past", before: past };
  if (cursor === "p") return { part: "past", before: "" };
  throw new ClubError("bad_request", "This cursor is not one of ours.", { reason: "bad_cursor" });
}

/** Live first, then what comes next, soonest first; drafts newest first. */
function compare(a: RoomRow, b: RoomRow): number {
  if (a.state !== b.state) return ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  if (a.state === "scheduled") return (a.scheduledAt?.getTime() ?? 0) - (b.scheduledAt?.getTime() ?? 0);
  return a._id < b._id ? 1 : -1;
}

type Wanted = Pick<z.infer<typeof roomsQuery>, "category" | "language" | "tag">;

const isWanted = (room: RoomRow, { category, language, tag }: Wanted): boolean => {
  const facts = factsOf(room);
  return (!category || facts.category === category) && (!language || facts.language === language) && (!tag || facts.tags.includes(tag));
};

const wantedRows = ({ category, language, tag }: Wanted): object => ({ ...(category ? { "facts.category": category } : {}), ...(language ? { "facts.language": language } : {}), ...(tag ? { "facts.tags": tag } : {}) });

async function pastRooms(states: readonly RoomState[], before: string, wanted: Wanted): Promise<{ rows: RoomRow[]; next: string | null }> {
  const rows = await rooms()
    .find({ state: { $in: [...states] }, ...wantedRows(wanted), ...(before ? { _id: { $lt: before } } : {}) })
    .sort({ _id: -1 })
    .limit(PAGE + 1)
    .toArray();
  const last = rows[PAGE - 1];
  return rows.length > PAGE && last ? { rows: rows.slice(0, PAGE), next: `p${last._id}` } : { rows, next: null };
}

/**
 * Rooms, those of now before those of the past; with `state`, `category`, `language` or `tag` only these. Drafts are shown to their host and admins.
 * `next` is null on the last page.
 * @throws ClubError bad_request (`bad_cursor`)
 */
export async function listRooms({ actor, state, cursor, ...wanted }: { actor: Actor } & z.infer<typeof roomsQuery>): Promise<{ items: RoomView[]; next: string | null }> {
  const from = parseCursor(cursor) ?? (state && isOver(state) ? { part: "past", before: "" } : { part: "now", skip: 0 });
  if (from.part === "past") {
    const { rows, next } = await pastRooms(state ? [state] : PAST, from.before, wanted);
    return { items: await viewRooms(rows), next };
  }
  const all = (await findRoomRows(await activeRoomIds())).filter((room) => !isOver(room.state) && (!state || room.state === state) && isWanted(room, wanted) && canSeeRoom(actor, room)).sort(compare);
  const end = from.skip + PAGE;
  const next = end < all.length ? `n${end}` : state || !(await pastRooms(PAST, "", wanted)).rows.length ? null : "p";
  return { items: await viewRooms(all.slice(from.skip, end)), next };
}
