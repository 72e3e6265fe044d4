import { findPeople } from "@/lib/membership/find-people";
import { channelId } from "./channel-id";
import { diagnoseDoor } from "./diagnose-door";
import type { DoorView } from "./schema";
import { isDryRun } from "./sweep-door";
import { telegramJoins, telegramLinks, telegramRoster, telegramSweeps } from "./store";

const SHOWN = 200;

/** The door as admins see it: what the bot may do, who asks, who is inside and who is in their day of grace. */
export async function viewDoor(): Promise<DoorView> {
  const chatId = await channelId();
  const [{ checks, title, invite }, dryRun, sweep, joins, roster, inside] = await Promise.all([
    diagnoseDoor(),
    isDryRun(),
    telegramSweeps().findOne({ _id: "last" }),
    telegramJoins().find({ chatId: chatId ?? 0, state: "pending" }).sort({ askedAt: 1 }).limit(SHOWN).toArray(),
    telegramRoster().find({ chatId: chatId ?? 0, state: "inside" }).sort({ reportedAt: -1 }).limit(SHOWN).toArray(),
    telegramRoster().countDocuments({ chatId: chatId ?? 0, state: "inside" }),
  ]);
  const links = await telegramLinks().find({ telegramId: { $in: [...joins, ...roster].map((row) => row.telegramId) } }).toArray();
  const people = await findPeople({ ids: links.map((link) => link._id) });
  const personOf = (telegramId: number) => people.get(links.find((link) => link.telegramId === telegramId)?._id ?? "") ?? null;
  return {
    checks,
    title,
    invite,
    dryRun,
    inside,
    sweep: sweep ? { at: sweep.at.toISOString(), dryRun: sweep.dryRun, checked: sweep.checked, warned: sweep.warned, removed: sweep.removed, approved: sweep.approved, unknown: sweep.unknown, fault: sweep.fault } : null,
    pending: joins.map((row) => ({ name: row.name, person: personOf(row.telegramId), why: row.why, askedAt: row.askedAt.toISOString() })),
    roster: roster.map((row) => ({ name: row.name, person: personOf(row.telegramId), admin: row.admin, graceUntil: row.graceUntil?.toISOString() ?? null })),
  };
}
