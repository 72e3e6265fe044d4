import type { ParticipantInfo } from "livekit-server-sdk";
import { now } from "@/lib/platform/clock";
import type { VoiceRole } from "@/lib/platform/livekit";
import { isBanOn } from "./rules";
import { findSeats, findStage, pairId, roomBans, type RoomRow } from "./store";
import { dropVoice, projectVoiceRole } from "./voice-room";

/**
 * Makes the voice server follow the database once more, for calls that were lost: whoever has no seat or is banned is
 * removed, whoever may speak or no longer may gets the permission of their place. A kicked client can come back for
 * minutes on a token the voice server itself renewed; this is what puts it out again.
 * @returns how many participants were put right
 */
export async function repairVoiceRoles({ room, participants }: { room: RoomRow; participants: readonly Pick<ParticipantInfo, "identity" | "permission">[] }): Promise<number> {
  const [open, places, bans] = await Promise.all([
    findSeats(room),
    findStage(room),
    roomBans().find({ _id: { $in: participants.map(({ identity }) => pairId(room._id, identity)) } }).toArray(),
  ]);
  const seated = new Set(open.map((seat) => seat.memberId));
  const onStage = new Set(places.map((place) => place.memberId));
  const banned = new Set(bans.filter((ban) => isBanOn(ban, now())).map((ban) => ban.memberId));
  let repaired = 0;
  for (const { identity: memberId, permission } of participants) {
    if (!seated.has(memberId) || banned.has(memberId)) {
      await dropVoice({ roomId: room._id, memberId });
      repaired += 1;
      continue;
    }
    const role: VoiceRole = onStage.has(memberId) ? "stage" : "listener";
    if ((permission?.canPublish ?? false) === (role === "stage")) continue;
    await projectVoiceRole({ roomId: room._id, memberId, role });
    repaired += 1;
  }
  return repaired;
}
