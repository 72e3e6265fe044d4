import { ClubError } from "@/lib/platform/errors";
import { CLUB_CHANNEL, roomChannel, signChannel } from "@/lib/platform/realtime";
import { isWithinReach, noteConnection } from "./realtime-connections";
import { requireSeat } from "./require-seat";
import type { Actor } from "./rules";
import { roomId as roomIdSchema } from "./schema";

/**
 * Signs a realtime channel for one connection: the club's for every member, a room's for whoever sits in it.
 * @throws ClubError forbidden (`unknown_channel`, `not_in_room`, `banned_from_room`, `connection_not_signed_in`);
 *   not_found; conflict (`wrong_state`)
 */
export async function authorizeChannel({ actor, socketId, channel }: { actor: Actor; socketId: string; channel: string }): Promise<object> {
  // Before the seat is looked at: whoever is put out from here on finds the connection.
  await noteConnection({ memberId: actor.id, socketId, signedIn: false });
  if (channel === CLUB_CHANNEL) return signChannel(socketId, channel);
  const id = roomIdSchema.safeParse(channel.slice(roomChannel("").length));
  if (!id.success || channel !== roomChannel(id.data)) throw new ClubError("forbidden", "There is no such channel.", { reason: "unknown_channel" });
  await requireSeat({ roomId: id.data, memberId: actor.id });
  if (!(await isWithinReach({ memberId: actor.id, socketId }))) throw new ClubError("forbidden", "Sign the connection in first.", { reason: "connection_not_signed_in" });
  return signChannel(socketId, channel);
}
