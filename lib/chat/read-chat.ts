import { now } from "@/lib/platform/clock";
import { readChatAccess } from "@/lib/rooms/read-chat-access";
import type { Actor } from "@/lib/rooms/rules";
import { readPin } from "./publish-chat";
import { isMuteOn } from "./rules";
import type { ChatView } from "./schema";
import { chats } from "./store";

/**
 * How the chat of a room is kept: slow mode, pin, and the own mute; moderators see everybody's.
 * @throws ClubError not_found; forbidden (`not_in_room`, `banned_from_room`)
 */
export async function readChat({ roomId, actor }: { roomId: string; actor: Actor }): Promise<ChatView> {
  const { moderator } = await readChatAccess({ roomId, actor });
  const chat = await chats().findOne({ _id: roomId });
  const at = now();
  const mutes = Object.entries(chat?.mutes ?? {}).filter(([, mute]) => isMuteOn(mute, at)).map(([memberId, mute]) => ({ memberId, until: mute.until.toISOString() }));
  return {
    ver: chat?.ver ?? 0,
    slowModeSeconds: chat?.slowModeSeconds ?? 0,
    pinned: chat ? await readPin(chat) : null,
    mutedUntil: mutes.find((mute) => mute.memberId === actor.id)?.until ?? null,
    muted: moderator ? mutes : [],
  };
}
