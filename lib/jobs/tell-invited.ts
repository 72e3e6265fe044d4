import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { findRooms } from "@/lib/rooms/find-rooms";
import { clubUrl } from "@/lib/telegram/club-link";
import { sendNotice } from "@/lib/telegram/send-notice";
import type { JobInput } from "./schema";

/** Somebody is invited to the stage: their phone may be locked, and the invitation runs out soon. */
export const handle = async ({ roomId, memberId, expiresAt }: JobInput<"tell-invited">): Promise<void> => {
  const room = isTelegramOn() && new Date(expiresAt) > now() ? (await findRooms({ ids: [roomId] })).get(roomId) : undefined;
  if (!room) return;
  await sendNotice({
    memberId,
    cause: `stage-invite:${roomId}:${expiresAt}`,
    kind: "stage_invite",
    expiresAt: new Date(expiresAt),
    compose: (t) => ({ text: t("telegram.stageInvite", { title: room.title }), button: { label: t("telegram.joinRoom"), url: clubUrl(`/rooms/${roomId}`) } }),
  });
};
