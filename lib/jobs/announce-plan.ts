import { summarizeRoom } from "@/lib/rooms/summarize-room";
import { clubUrl } from "@/lib/telegram/club-link";
import type { NoticeText } from "@/lib/telegram/notice-row";
import { postToChannel } from "@/lib/telegram/post-to-channel";
import { notePlanTold } from "@/lib/telegram/remember-plan";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { hostOf, tellEverybody } from "./announce-room";
import type { JobInput } from "./schema";

/** A room is planned, or planned anew: a later time changes the messages about the earlier one. */
export const handle = async ({ roomId, scheduledAt, n }: JobInput<"announce-plan">): Promise<void> => {
  if (!isTelegramOn()) return;
  const room = await summarizeRoom({ roomId });
  if (room?.state !== "scheduled" || room.scheduledAt?.toISOString() !== scheduledAt) return;
  const host = await hostOf(room);
  const causeOf = (count: number) => `room-planned:${roomId}:${count}`;
  const compose: NoticeText = (t) => ({ text: t("telegram.roomPlanned", { title: room.title, host, at: new Date(scheduledAt) }), button: { label: t("telegram.viewRoom"), url: clubUrl(`/rooms/${roomId}`) } });
  const follows = n > 1 ? { follows: causeOf(n - 1) } : {};
  await postToChannel({ cause: causeOf(n), compose, ...follows });
  await tellEverybody({ cause: causeOf(n), kind: "room_scheduled", compose, expiresAt: new Date(scheduledAt), except: room.hostId, ...follows });
  await notePlanTold({ roomId, n });
};
