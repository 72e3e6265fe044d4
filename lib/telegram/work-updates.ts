import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { retryAfterOf } from "@/lib/platform/telegram-api";
import { telegramUpdates, type UpdateRow } from "./store";

const LEASE_MS = 30_000;
const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1_000;
const BATCH = 50;
/** Chats that wait at once; more of them would only take places in the fifty. */
const MOST_HELD = 1_000;

async function claim(row: UpdateRow): Promise<boolean> {
  const claimed = await telegramUpdates().updateOne(
    { _id: row._id, state: row.state, attempts: row.attempts },
    { $set: { state: "leased", leaseUntil: new Date(now().getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
  );
  return claimed.modifiedCount === 1;
}

async function workOne(row: UpdateRow, handle: (update: object) => Promise<void>): Promise<boolean> {
  try {
    await handle(row.update);
    await telegramUpdates().updateOne({ _id: row._id }, { $set: { state: "done", leaseUntil: null } });
    return true;
  } catch (error) {
    const dead = row.attempts + 1 >= MAX_ATTEMPTS;
    log("telegram").error({ err: error, update: row._id, dead }, "an update was not handled");
    // Still leased, so that what comes behind it in the chat waits with it.
    const pause = Math.max(FIRST_PAUSE_MS * 2 ** row.attempts, retryAfterOf(error) * 1000);
    await telegramUpdates().updateOne({ _id: row._id }, { $set: dead ? { state: "dead", leaseUntil: null } : { state: "leased", leaseUntil: new Date(now().getTime() + pause) } });
    return false;
  }
}

/**
 * Handles the updates that wait, at most fifty: in order within a chat, chats side by side. An update whose worker
 * died or whose handling failed is taken again when its lease is over; after five attempts it is laid aside as dead.
 * What waits behind such an update takes no place in the fifty. May run several times at once: a chat is with one of them.
 * @returns how many were handled
 */
export async function workUpdates({ handle }: { handle: (update: object) => Promise<void> }): Promise<number> {
  const held = await telegramUpdates().find({ state: "leased", leaseUntil: { $gt: now() } }, { projection: { chatId: 1 } }).limit(MOST_HELD).toArray();
  const waiting = { state: { $in: ["new", "leased"] as UpdateRow["state"][] }, chatId: { $nin: [...new Set(held.map(({ chatId }) => chatId))] } };
  const open = await telegramUpdates().find(waiting).sort({ _id: 1 }).limit(BATCH).toArray();
  const chats = new Map<number, UpdateRow[]>();
  for (const row of open) chats.set(row.chatId, [...(chats.get(row.chatId) ?? []), row]);
  const handled = await Promise.all(
    [...chats.values()].map(async (rows) => {
      let count = 0;
      for (const row of rows) {
        // Somebody else is at this chat: what comes behind has to wait.
        if (row.state === "leased" && row.leaseUntil && row.leaseUntil > now()) break;
        if (!(await claim(row)) || !(await workOne(row, handle))) break;
        count += 1;
      }
      return count;
    }),
  );
  return handled.reduce((sum, count) => sum + count, 0);
}
