import { freePlace, noteRole } from "./claim-place";
import { publishStage } from "./publish-room";
import type { RoomRow } from "./store";
import { projectVoiceRole } from "./voice-room";

/** Takes a place on stage back: database, then the voice server, then everybody. False when there was none. */
export async function stepDown({ room, memberId }: { room: RoomRow; memberId: string }): Promise<boolean> {
  if (!(await freePlace({ roomId: room._id, memberId }))) return false;
  await noteRole({ room, memberId, onStage: false });
  await projectVoiceRole({ room, memberId, role: "listener" });
  await publishStage({ roomId: room._id });
  return true;
}
