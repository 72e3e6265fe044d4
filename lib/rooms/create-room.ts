import type { z } from "zod";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { planReminder } from "./plan-reminder";
import { publishRoomChanged } from "./publish-room";
import { factsOf, pickFacts } from "./room-facts";
import { type Actor, canCreateRoom, DEFAULT_STAGE_LIMIT } from "./rules";
import type { createRoomInput, RoomView } from "./schema";
import { listAsActive, type RoomRow, rooms } from "./store";
import { viewRoom } from "./view-room";

/**
 * Makes a room that its maker hosts: a draft, or scheduled when a time is given.
 * @throws ClubError forbidden (`speaker_required`) unless the actor is a speaker, an admin or the owner
 */
export async function createRoom({ actor, title, description, scheduledAt, ...facts }: { actor: Actor } & z.infer<typeof createRoomInput>): Promise<RoomView> {
  if (!canCreateRoom(actor)) throw new ClubError("forbidden", "Only speakers and admins can make rooms.", { reason: "speaker_required" });
  const [id, at] = [newId("r"), now()];
  const room: RoomRow = {
    _id: id,
    title,
    description,
    state: scheduledAt ? "scheduled" : "draft",
    ver: 1,
    hostId: actor.id,
    cohostIds: [],
    scheduledAt: scheduledAt ? new Date(scheduledAt) : null,
    liveAt: null,
    endedAt: null,
    stateAt: at,
    createdAt: at,
    stageLimit: DEFAULT_STAGE_LIMIT,
    handsLocked: false,
    chatSeq: 0,
    handSeq: 0,
    eventSeq: 0,
    ruleVersion: null,
    visitorIds: [],
    listeners: 0,
    peakListeners: 0,
    emptySince: null,
    facts: factsOf({ _id: id, facts: pickFacts(facts) }),
    ingress: null,
  };
  // The list first: an id without a room is passed over, a room without its place in the list would never be seen.
  await listAsActive(room._id);
  await rooms().insertOne(room);
  await planReminder({ room });
  await publishRoomChanged(room);
  return viewRoom(room);
}
