import { findPeople } from "@/lib/membership/find-people";
import { standingOf } from "@/lib/membership/find-standing";
import { env } from "@/lib/platform/env";
import { findRooms } from "@/lib/rooms/find-rooms";
import { sendNotice } from "@/lib/telegram/send-notice";
import type { JobInput } from "./schema";

/** Tells one linked member that a room is live, if it still is and they may still enter. */
export const handle = async ({ roomId, memberId }: JobInput<"tell-room-live">): Promise<void> => {
  const [room, standing] = await Promise.all([findRooms({ ids: [roomId] }).then((rooms) => rooms.get(roomId)), standingOf({ memberId })]);
  if (room?.state !== "live" || !standing?.roles.member || standing.banned) return;
  const host = (await findPeople({ ids: [room.hostId] })).get(room.hostId)?.name ?? "";
  await sendNotice({
    memberId,
    cause: `room-live:${roomId}`,
    compose: (t) => ({ text: t("telegram.roomLive", { title: room.title, host }), button: { label: t("telegram.joinRoom"), url: `${env().APP_URL}/rooms/${roomId}` } }),
  });
};
