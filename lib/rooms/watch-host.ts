import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { finishRoom } from "./finish-room";
import { CLUB, handOver } from "./hand-over";
import { moveRoom } from "./move-room";
import { publishRoomChanged } from "./publish-room";
import { HOST_GRACE_MS } from "./rules";
import { type RoomRow, rooms } from "./store";

/** Notes since when the host is missed, or that they are back, and tells the room. */
async function noteHost(room: RoomRow, awaySince: Date | null): Promise<void> {
  const after = await rooms().findOneAndUpdate({ _id: room._id, hostId: room.hostId, state: "live" }, { $set: { hostAwaySince: awaySince } }, { returnDocument: "after" });
  if (after) await publishRoomChanged(after);
}

/**
 * A live room does not go on without its host: after the grace time the first cohost who is there becomes its host,
 * and where there is none the room ends.
 * @param present who is connected to its sound, or sits in it while voice is off
 * @returns whether the room has ended
 */
export async function watchHost({ room, present }: { room: RoomRow; present: ReadonlySet<string> }): Promise<boolean> {
  const at = now();
  const since = room.hostAwaySince ?? null;
  if (present.has(room.hostId)) {
    if (since) await noteHost(room, null);
    return false;
  }
  if (!since) {
    await noteHost(room, at);
    return false;
  }
  if (at.getTime() - since.getTime() < HOST_GRACE_MS) return false;
  const heir = room.cohostIds.find((id) => present.has(id));
  if (heir) {
    await handOver({ room, toId: heir, byId: CLUB });
    return false;
  }
  const ending = await moveRoom({ room, move: "end", set: { endedAt: at } });
  await writeAudit({ action: "room.ended_hostless", byId: CLUB, roomId: room._id });
  await finishRoom({ room: ending });
  return true;
}
