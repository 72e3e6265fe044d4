import ical, { ICalAlarmType, ICalEventStatus } from "ical-generator";
import { findPeople } from "@/lib/membership/find-people";
import { readSettings } from "@/lib/membership/read-settings";
import { ClubError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { requireRoom, wrongState } from "./require-room";
import { factsOf } from "./room-facts";
import { type Actor, canSeeRoom, REMIND_MS } from "./rules";

/** How long a room is taken to last in a calendar: rooms have no planned end. */
const PLANNED_MS = 60 * 60_000;

/**
 * A planned room as an iCalendar file (RFC 5545), in UTC so that every calendar shows the reader's own time. The id
 * and the growing sequence let a later download move the same event, and one of a cancelled room call it off.
 * @throws ClubError not_found (`no_room`); conflict (`wrong_state`) for a room that was never planned
 */
export async function writeCalendar({ roomId, actor }: { roomId: string; actor: Actor }): Promise<string> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  if (!room.scheduledAt) throw wrongState(room.state);
  const [people, { name }] = await Promise.all([findPeople({ ids: [room.hostId] }), readSettings()]);
  const url = `${env().APP_URL}/rooms/${roomId}`;
  const calendar = ical({ name, prodId: { company: "voice-club", product: "rooms", language: "EN" } });
  const event = calendar.createEvent({
    id: `${roomId}@${new URL(url).hostname}`,
    sequence: room.ver,
    stamp: room.stateAt,
    start: room.scheduledAt,
    end: new Date(room.scheduledAt.getTime() + PLANNED_MS),
    summary: room.title,
    description: [room.description, people.get(room.hostId)?.name, url].filter(Boolean).join("\n\n"),
    location: url,
    url,
    status: room.state === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    categories: [{ name: factsOf(room).category }],
  });
  event.createAlarm({ type: ICalAlarmType.display, trigger: REMIND_MS / 1000 });
  return calendar.toString();
}
