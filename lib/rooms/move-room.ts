import { now } from "@/lib/platform/clock";
import { publishRoomChanged } from "./publish-room";
import { requireRoom, wrongState } from "./require-room";
import { canMove, type Move, MOVES } from "./rules";
import { type RoomRow, rooms, unlistAsActive } from "./store";

type Facts = Partial<Pick<RoomRow, "title" | "description" | "scheduledAt" | "liveAt" | "endedAt" | "ruleVersion" | "emptySince" | "hostAwaySince" | "listeners">>;

/**
 * Makes one move of a room's life by one guarded update, and tells everybody. Of two that move the same room at the
 * same time one wins.
 * @throws ClubError conflict (`wrong_state`, with the state it has now) when the move does not fit or lost the race
 */
export async function moveRoom({ room, move, set = {} }: { room: RoomRow; move: Move; set?: Facts }): Promise<RoomRow> {
  if (!canMove(room.state, move)) throw wrongState(room.state);
  const after = await rooms().findOneAndUpdate(
    { _id: room._id, state: room.state, ver: room.ver },
    { $set: { ...set, state: MOVES[move].to, stateAt: now() }, $inc: { ver: 1 } },
    { returnDocument: "after" },
  );
  if (!after) throw wrongState((await requireRoom({ roomId: room._id })).state);
  // One that was live stays listed until nothing can be owed in it any more (finish-stuck-rooms).
  if (move === "cancel") await unlistAsActive(room._id);
  await publishRoomChanged(after);
  return after;
}
