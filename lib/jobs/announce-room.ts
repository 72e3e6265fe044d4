import { findActive } from "@/lib/membership/find-active";
import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { summarizeRoom, type RoomSummary } from "@/lib/rooms/summarize-room";
import { clubUrl } from "@/lib/telegram/club-link";
import { listReachable } from "@/lib/telegram/list-reachable";
import type { Notice, NoticeText } from "@/lib/telegram/notice-row";
import { postToChannel } from "@/lib/telegram/post-to-channel";
import { queueNotices } from "@/lib/telegram/queue-notices";
import type { JobInput } from "./schema";

const PAGE = 250;
/** A hundred thousand linked members: beyond that a broadcast has its own machinery. */
const MAX_PAGES = 400;
/** A live notice is worth nothing once the room may be over. */
const LIVE_WORTH_MS = 2 * 3_600_000;

/** Tells one thing to every linked member who is in the club, page by page; run again it writes only what is missing. */
export async function tellEverybody({ except, ...notice }: Notice & { except: string }): Promise<void> {
  let afterId = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const ids = await listReachable({ afterId, limit: PAGE });
    await queueNotices({ memberIds: (await findActive({ ids })).filter((id) => id !== except), ...notice });
    if (ids.length < PAGE) return;
    afterId = ids.at(-1) ?? "";
  }
}

export const hostOf = async (room: RoomSummary): Promise<string> => (await findPeople({ ids: [room.hostId] })).get(room.hostId)?.name ?? "";

/** A room went live: the channel hears of it first, then every linked member. */
export const handle = async ({ roomId }: JobInput<"announce-room">): Promise<void> => {
  if (!isTelegramOn()) return;
  const room = await summarizeRoom({ roomId });
  if (room?.state !== "live") return;
  const host = await hostOf(room);
  const compose: NoticeText = (t) => ({ text: t("telegram.roomLive", { title: room.title, host }), button: { label: t("telegram.joinRoom"), url: clubUrl(`/rooms/${roomId}`) } });
  await postToChannel({ cause: `room-live:${roomId}`, compose });
  await tellEverybody({ cause: `room-live:${roomId}`, kind: "room_live", compose, expiresAt: new Date(now().getTime() + LIVE_WORTH_MS), except: room.hostId });
};
