import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { type Actor, isAdmin, isBanOn } from "./rules";
import { pairId, type RoomBanRow, roomBans } from "./store";

type Who = { roomId: string; memberId: string };

/** The ban of a member from a room, over or not, or null. */
export const findBan = ({ roomId, memberId }: Who): Promise<RoomBanRow | null> => roomBans().findOne({ _id: pairId(roomId, memberId) });

/** @throws ClubError forbidden (`banned_from_room`) while the ban is on */
export function refuseBan(ban: RoomBanRow | null): void {
  if (ban && isBanOn(ban, now()))
    throw new ClubError("forbidden", "You are banned from this room.", { reason: "banned_from_room", details: { until: ban.until?.toISOString() ?? null } });
}

export const isBanned = async (who: Who): Promise<boolean> => {
  const ban = await findBan(who);
  return ban !== null && isBanOn(ban, now());
};

/** @throws ClubError forbidden (`banned_from_room`) */
export const refuseBanned = async (who: Who): Promise<void> => refuseBan(await findBan(who));

/**
 * A ban takes away the powers a room gives, its host's too. An admin's come from the club.
 * @throws ClubError forbidden (`banned_from_room`)
 */
export const refuseBannedPower = async (roomId: string, actor: Actor): Promise<void> => {
  if (!isAdmin(actor)) await refuseBanned({ roomId, memberId: actor.id });
};
