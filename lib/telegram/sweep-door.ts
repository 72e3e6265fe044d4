import { GrammyError } from "grammy";
import { now } from "@/lib/platform/clock";
import { log, scrub } from "@/lib/platform/log";
import { isTelegramOn, telegramApi } from "@/lib/platform/telegram-api";
import { decidePending } from "./answer-join";
import { channelId } from "./channel-id";
import { GRACE_MS, stepFor } from "./door-rules";
import { judge } from "./judge";
import { obeying429 } from "./obeying-429";
import { rowsOf } from "./pages-of";
import { type RosterRow, type SweepRow, telegramDoor, telegramRoster, telegramSweeps } from "./store";
import { tellRoster } from "./tell-roster";

/** True while the door only reports whom it would warn and remove. So it begins: an admin switches removing on. */
export const isDryRun = async (): Promise<boolean> => (await telegramDoor().findOne({ _id: "door" }))?.dryRun ?? true;

/** The ban that removes somebody ends by itself if lifting it fails; Telegram takes less than 30 s for ever. */
const BAN_SECONDS = 60;

/** Removes somebody who may come back with a new request: out, and the ban that does it lifted at once. */
async function remove(row: RosterRow): Promise<boolean> {
  const { chatId, telegramId } = row;
  try {
    await obeying429(() => telegramApi().banChatMember(chatId, telegramId, { until_date: Math.floor(now().getTime() / 1000) + BAN_SECONDS }));
  } catch (error) {
    log("door").warn({ err: error, telegramId }, "somebody could not be removed");
    return false;
  }
  await obeying429(() => telegramApi().unbanChatMember(chatId, telegramId, { only_if_banned: true })).catch((error: unknown) => log("door").warn({ err: error, telegramId }, "a ban was not lifted, it ends by itself"));
  // Of two rounds at once one removed: it alone says so. Telegram's own report of the ban may have come before this.
  return (await telegramRoster().updateOne({ _id: row._id, state: { $in: ["inside", "left"] } }, { $set: { state: "removed", graceUntil: null } })).modifiedCount === 1;
}

/** Whether somebody known by a message only is inside at all: the message may have reached us after they left. */
async function isReallyInside(row: RosterRow): Promise<boolean> {
  if (!row.bySight) return true;
  let status: string;
  try {
    ({ status } = await obeying429(() => telegramApi().getChatMember(row.chatId, row.telegramId)));
  } catch (error) {
    log("door").warn({ err: error, telegramId: row.telegramId }, "somebody could not be asked for");
    // Telegram knows nobody like that in the group; any other answer leaves them to the next round.
    if (!(error instanceof GrammyError && error.error_code === 400)) return false;
    status = "left";
  }
  const inside = status !== "left" && status !== "kicked";
  await telegramRoster().updateOne({ _id: row._id, state: "inside" }, { $set: inside ? { bySight: false } : { state: "left", graceUntil: null } });
  return inside;
}

/** So often a round asks a chain that does not answer. */
const MOST_UNKNOWN = 5;

export type Round = Pick<SweepRow, "checked" | "warned" | "removed" | "unknown">;

/** Looks at one person inside and does what follows: forgives, warns and sets the day of grace, or removes after it. */
export async function checkPerson({ row, dryRun, admins, round }: { row: RosterRow; dryRun: boolean; admins: ReadonlySet<number>; round: Round }): Promise<void> {
  const at = now();
  // Where the chain was silent a few times it is not waited for again in this round.
  const verdict = round.unknown < MOST_UNKNOWN ? await judge({ telegramId: row.telegramId }) : "unknown";
  const step = stepFor({ admin: row.admin || admins.has(row.telegramId), graceUntil: row.graceUntil }, verdict, at);
  round.checked += 1;
  if (verdict === "unknown") round.unknown += 1;
  else await telegramRoster().updateOne({ _id: row._id }, { $set: { verdict: verdict === "in" ? null : verdict } });
  if (step === "forgive") await telegramRoster().updateOne({ _id: row._id }, { $set: { graceUntil: null } });
  // A warning that a crash left out is made up for; it is one, by its name.
  if (step === "wait" && row.graceUntil && !dryRun) await tellRoster({ row, what: "warn", until: row.graceUntil });
  if (step === "warn" && (await isReallyInside(row))) {
    round.warned += 1;
    if (dryRun) return;
    const graceUntil = new Date(at.getTime() + GRACE_MS);
    const set = await telegramRoster().updateOne({ _id: row._id, state: "inside", graceUntil: null }, { $set: { graceUntil } });
    if (set.modifiedCount === 1) await tellRoster({ row, what: "warn", until: graceUntil });
  }
  if (step === "remove" && (dryRun || (await remove(row)))) {
    round.removed += 1;
    if (!dryRun) await tellRoster({ row, what: "removed" });
  }
}

/** The group's admins as it says now. Without them nobody is touched: somebody may have become one unseen. */
export async function readAdmins(chatId: number): Promise<Set<number>> {
  return new Set((await telegramApi().getChatAdministrators(chatId)).map((admin) => admin.user.id));
}

/** Wants a round now instead of within the next quarter of an hour; the worker begins it within seconds. */
export async function askForSweep(): Promise<void> {
  await telegramDoor().updateOne({ _id: "door" }, { $set: { askedAt: now() } }, { upsert: true });
}

/** A round if an admin wants one: of several workers one makes it. */
export async function sweepIfAsked(): Promise<SweepRow | null> {
  const asked = await telegramDoor().updateOne({ _id: "door", askedAt: { $ne: null } }, { $set: { askedAt: null } });
  return asked.modifiedCount === 1 ? sweepDoor() : null;
}

/** One round of the door: requests that wait, then everybody inside. Its outcome is kept for the panel. */
export async function sweepDoor(): Promise<SweepRow | null> {
  const chatId = isTelegramOn() ? await channelId() : null;
  if (chatId === null) return null;
  const dryRun = await isDryRun();
  const result: Omit<SweepRow, "_id"> = { at: now(), dryRun, checked: 0, warned: 0, removed: 0, approved: 0, unknown: 0, fault: null };
  try {
    const admins = await readAdmins(chatId);
    result.approved = await decidePending({});
    for await (const row of rowsOf(telegramRoster(), { chatId, state: "inside" })) await checkPerson({ row, dryRun, admins, round: result });
  } catch (error) {
    log("door").warn({ err: error }, "a round of the door did not come to its end");
    result.fault = scrub(error instanceof Error ? error.message : String(error)).slice(0, 300);
  }
  await telegramSweeps().updateOne({ _id: "last" }, { $set: result }, { upsert: true });
  return { _id: "last", ...result };
}
