import { isTelegramOn } from "@/lib/platform/telegram-api";
import { summarizeRoom } from "@/lib/rooms/summarize-room";
import { clubUrl } from "@/lib/telegram/club-link";
import { postToChannel } from "@/lib/telegram/post-to-channel";
import { queueNotices } from "@/lib/telegram/queue-notices";
import { readRoomXp } from "@/lib/xp/read-room-xp";
import type { JobInput } from "./schema";

const PAGE = 250;

/**
 * A room is over: its live post becomes the post of its numbers, and so does the live notice of each member who was
 * there, with what they earned.
 */
export const handle = async ({ roomId }: JobInput<"tell-room-ended">): Promise<void> => {
  if (!isTelegramOn()) return;
  const room = await summarizeRoom({ roomId });
  if (!room?.endedAt || room.minutes === 0) return;
  const { title, minutes, visitorIds } = room;
  const numbers = { title, minutes, people: visitorIds.length };
  const url = clubUrl(`/rooms/${roomId}`);
  await postToChannel({ cause: `room-ended:${roomId}`, follows: `room-live:${roomId}`, compose: (t) => ({ text: t("telegram.roomEnded", numbers), button: { label: t("telegram.viewRoom"), url } }) });
  const earned = await readRoomXp({ roomId });
  for (let from = 0; from < visitorIds.length; from += PAGE) {
    const memberIds = visitorIds.slice(from, from + PAGE);
    await queueNotices({
      memberIds,
      cause: `room-ended:${roomId}`,
      kind: "room_ended",
      follows: `room-live:${roomId}`,
      compose: (t, _locale, memberId) => ({ text: `${t("telegram.roomEnded", numbers)}\n${t("telegram.roomEarned", { xp: earned.get(memberId) ?? 0 })}`, button: { label: t("telegram.viewRoom"), url } }),
    });
  }
};
