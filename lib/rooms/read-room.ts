import { readSettings } from "@/lib/membership/read-settings";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { findPrompt } from "./find-prompt";
import { requireRoom } from "./require-room";
import { type Actor, canModerate, canSeeRoom, isHandUp, isOver, MAX_SEATS_SHOWN, seatRoleOf } from "./rules";
import type { RoomDetailView } from "./schema";
import { findHandRows, findSeats, findStage } from "./store";
import { type Stay, turnsOf } from "./turn-store";
import { viewHands, viewRoom, viewSeats } from "./view-room";

/** The host's stay says nothing about how soon a place comes free. */
function meanOf(stays: readonly Stay[], hostId: string): number | null {
  const others = stays.filter((stay) => stay.memberId !== hostId);
  return others.length === 0 ? null : Math.round(others.reduce((sum, stay) => sum + stay.seconds, 0) / others.length);
}

/**
 * A room with everybody in it, the queue, and what the actor is in it.
 * @throws ClubError not_found (`no_room`), also for a draft that is not the actor's
 */
export async function readRoom({ roomId, actor }: { roomId: string; actor: Actor }): Promise<RoomDetailView> {
  const room = await requireRoom({ roomId });
  if (!canSeeRoom(actor, room)) throw new ClubError("not_found", "There is no such room.", { reason: "no_room" });
  const at = now();
  const [[open, places, up], turns, settings, asked] = await Promise.all([
    isOver(room.state) ? ([[], [], []] as const) : Promise.all([findSeats(room), findStage(room), findHandRows(room)]),
    turnsOf(roomId),
    readSettings(),
    findPrompt({ roomId, memberId: actor.id, at }),
  ]);
  const onStage = new Set(places.map((place) => place.memberId));
  const place = (memberId: string) => places.findIndex((row) => row.memberId === memberId);
  const speakers = open.filter((seat) => onStage.has(seat.memberId)).sort((a, b) => place(a.memberId) - place(b.memberId));
  const shown = [...speakers, ...open.filter((seat) => !onStage.has(seat.memberId))].slice(0, MAX_SEATS_SHOWN);
  const hands = await viewHands(up.filter((hand) => isHandUp(hand, at)));
  const mine = onStage.has(actor.id);
  return {
    ...(await viewRoom(room)),
    listeners: isOver(room.state) ? room.listeners : open.length,
    seats: await viewSeats(room, shown, onStage),
    hands,
    handsEnabled: settings.handsEnabled,
    meanTurnSeconds: meanOf(turns, room.hostId),
    eventSeq: room.eventSeq,
    hostAwaySince: room.state === "live" ? (room.hostAwaySince?.toISOString() ?? null) : null,
    me: {
      role: seatRoleOf(room, actor.id, mine),
      seated: open.some((seat) => seat.memberId === actor.id),
      onStage: mine,
      moderator: canModerate(actor, room),
      hand: hands.find((hand) => hand.memberId === actor.id) ?? null,
      mutedAt: open.find((seat) => seat.memberId === actor.id)?.mutedAt?.toISOString() ?? null,
      prompt: open.some((seat) => seat.memberId === actor.id) ? asked : null,
      visited: room.visitorIds.includes(actor.id),
      reminded: room.remindIds?.includes(actor.id) ?? false,
    },
  };
}
