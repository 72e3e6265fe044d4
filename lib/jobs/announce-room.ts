import { findRooms } from "@/lib/rooms/find-rooms";
import { listReachable } from "@/lib/telegram/list-reachable";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { enqueue } from "./queue";
import type { JobInput } from "./schema";

const PAGE = 500;
/** A hundred thousand linked members: beyond that a broadcast has its own machinery. */
const MAX_PAGES = 200;

/** Writes one notice job for each linked member; run again it writes only what is missing. */
export const handle = async ({ roomId }: JobInput<"announce-room">): Promise<void> => {
  if (!isTelegramOn()) return;
  const room = (await findRooms({ ids: [roomId] })).get(roomId);
  if (!room || room.state !== "live") return;
  let afterId = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const members = await listReachable({ afterId, limit: PAGE });
    for (const memberId of members) if (memberId !== room.hostId) await enqueue({ name: "tell-room-live", key: `${roomId}:${memberId}`, input: { roomId, memberId } });
    if (members.length < PAGE) return;
    afterId = members.at(-1) ?? "";
  }
};
