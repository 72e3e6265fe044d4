import { findPeople } from "@/lib/membership/find-people";
import { channelId } from "./channel-id";
import { diagnoseDoor } from "./diagnose-door";
import type { DoorView } from "./schema";
import { isDryRun } from "./sweep-door";
import { type RosterRow, telegramJoins, telegramLinks, telegramRoster, telegramSweeps } from "./store";

const SHOWN = 200;
const OUT = ["not_linked", "no_pass", "banned"] as const;

/** Those who are to go come first, however many are inside. */
async function readRoster(chatId: number): Promise<RosterRow[]> {
  const inside = { chatId, state: "inside" } as const;
  const find = (filter: object, limit: number) => telegramRoster().find({ ...inside, ...filter }).sort({ reportedAt: -1 }).limit(limit).toArray();
  const going = await find({ $or: [{ graceUntil: { $ne: null } }, { verdict: { $in: [...OUT] } }] }, SHOWN);
  return going.length < SHOWN ? [...going, ...(await find({ graceUntil: null, verdict: { $nin: [...OUT] } }, SHOWN - going.length))] : going;
}

/** The door as admins see it: what the bot may do, who asks, who is inside and who is in their day of grace. */
export async function viewDoor(): Promise<DoorView> {
  const chatId = await channelId();
  const [{ checks, title, invite }, dryRun, sweep, joins, roster, inside] = await Promise.all([
    diagnoseDoor(),
    isDryRun(),
    telegramSweeps().findOne({ _id: "last" }),
    telegramJoins().find({ chatId: chatId ?? 0, state: "pending" }).sort({ askedAt: 1 }).limit(SHOWN).toArray(),
    readRoster(chatId ?? 0),
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
    roster: roster.map((row) => ({ name: row.name, person: personOf(row.telegramId), admin: row.admin, verdict: row.verdict ?? null, graceUntil: row.graceUntil?.toISOString() ?? null })),
  };
}
