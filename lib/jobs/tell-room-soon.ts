import { standingOf } from "@/lib/membership/find-standing";
import { env } from "@/lib/platform/env";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { findReminded } from "@/lib/rooms/find-reminded";
import { tellRoomSoon } from "@/lib/rooms/tell-room-soon";
import { sendNotice } from "@/lib/telegram/send-notice";
import type { JobInput } from "./schema";

/** Tells one member's open pages, and their Telegram where it is linked, that a planned room begins soon. */
export const handle = async ({ roomId, memberId, scheduledAt }: JobInput<"tell-room-soon">): Promise<void> => {
  const [planned, standing] = await Promise.all([findReminded({ roomId, scheduledAt }), standingOf({ memberId })]);
  if (!planned?.memberIds.includes(memberId) || !standing.roles.member || standing.banned) return;
  await tellRoomSoon({ roomId, memberId, title: planned.title, scheduledAt });
  if (!isTelegramOn()) return;
  await sendNotice({
    memberId,
    cause: `room-soon:${roomId}:${Date.parse(scheduledAt)}`,
    kind: "room_soon",
    expiresAt: new Date(scheduledAt),
    compose: (t) => ({ text: t("telegram.roomSoon", { title: planned.title }), button: { label: t("telegram.joinRoom"), url: `${env().APP_URL}/rooms/${roomId}` } }),
  });
};
