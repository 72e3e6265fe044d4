import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { findEndedSince } from "@/lib/rooms/summarize-room";
import { listRooms } from "@/lib/rooms/list-rooms";
import type { Actor } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { rememberPlan } from "@/lib/telegram/remember-plan";
import { enqueue } from "./queue";

/** What is announced is public: drafts are not seen from here. */
const VISITOR: Actor = { id: "", wallet: "", name: "", roles: { owner: false, admin: false, speaker: false, member: false } };
const ENDED_WINDOW_MS = 24 * 3_600_000;
/** The last minutes of a room settle after it: only then its numbers are whole. */
const SETTLED_AFTER_MS = 6 * 60_000;
const MOST = 200;
/** A thousand planned rooms. */
const MOST_PAGES = 50;

/**
 * Finds rooms that were planned or have ended, and starts telling of each once. Looking instead of being called loses
 * nothing to a crash between a change of a room and the telling.
 */
export async function watchRooms(): Promise<void> {
  if (!isTelegramOn()) return;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, next } = await listRooms({ actor: VISITOR, state: "scheduled", cursor });
    for (const room of items) await tellPlan(room);
    if (next === null) break;
    cursor = next;
  }
  for (const { id, endedAt } of await findEndedSince({ since: new Date(now().getTime() - ENDED_WINDOW_MS), limit: MOST })) {
    await enqueue({ name: "withdraw-live", key: id, input: { roomId: id } });
    await enqueue({ name: "tell-room-ended", key: id, input: { roomId: id }, runAt: new Date(endedAt.getTime() + SETTLED_AFTER_MS) });
  }
}

async function tellPlan({ id, scheduledAt }: Pick<RoomView, "id" | "scheduledAt">): Promise<void> {
  if (!scheduledAt || new Date(scheduledAt) <= now()) return;
  const n = await rememberPlan({ roomId: id, scheduledAt });
  if (n !== null) await enqueue({ name: "announce-plan", key: `${id}:${n}`, input: { roomId: id, scheduledAt, n } });
}
