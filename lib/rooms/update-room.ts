import type { z } from "zod";
import { planReminder } from "./plan-reminder";
import { publishRoomChanged } from "./publish-room";
import { requireRoom, requireRun, wrongState } from "./require-room";
import { factsOf, pickFacts } from "./room-facts";
import { type Actor, canMove, isOver } from "./rules";
import type { RoomView, updateRoomInput } from "./schema";
import { findStage, type RoomRow, rooms } from "./store";
import { viewRoom } from "./view-room";
import { projectVoiceRole } from "./voice-room";

type Fields = z.infer<typeof updateRoomInput>;

function changeOf(room: RoomRow, { title, description, scheduledAt, ...given }: Fields): Partial<RoomRow> {
  const facts = pickFacts(given);
  const texts = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }), ...(Object.keys(facts).length > 0 ? { facts: { ...room.facts, ...facts } } : {}) };
  if (scheduledAt === undefined) return texts;
  if (scheduledAt === null && room.state === "draft") return texts;
  if (!canMove(room.state, scheduledAt === null ? "unschedule" : "schedule")) throw wrongState(room.state);
  return { ...texts, scheduledAt: scheduledAt === null ? null : new Date(scheduledAt), state: scheduledAt === null ? "draft" : "scheduled" };
}

/**
 * Edits a room that is not over. A time schedules a draft, `null` makes a scheduled room a draft again. Video that is
 * switched on or off while live holds for the stage at once.
 * @throws ClubError not_found; forbidden (`host_required`); conflict (`wrong_state`), also when it changed meanwhile
 */
export async function updateRoom({ roomId, actor, ...fields }: { roomId: string; actor: Actor } & Fields): Promise<RoomView> {
  const room = await requireRun({ roomId, actor });
  if (room.state === "ending" || isOver(room.state)) throw wrongState(room.state);
  const change = changeOf(room, fields);
  if (Object.keys(change).length === 0) return viewRoom(room);
  const after = await rooms().findOneAndUpdate({ _id: roomId, state: room.state, ver: room.ver }, { $set: change, $inc: { ver: 1 } }, { returnDocument: "after" });
  if (!after) throw wrongState((await requireRoom({ roomId })).state);
  if (factsOf(room).video !== factsOf(after).video) for (const { memberId } of await findStage(after)) await projectVoiceRole({ room: after, memberId, role: "stage" });
  await planReminder({ room: after });
  await publishRoomChanged(after);
  return viewRoom(after);
}
