import { findPeople } from "@/lib/membership/find-people";
import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { publishToMember } from "@/lib/platform/realtime";
import { requireModerated } from "@/lib/rooms/require-room";
import type { Actor } from "@/lib/rooms/rules";
import { publishChat } from "./publish-chat";
import { isMuteOn } from "./rules";
import { chatMemberEvents } from "./schema";
import { changeChat, chats } from "./store";

type Mute = { roomId: string; memberId: string; actor: Actor };

async function tell(memberId: string, roomId: string, until: Date | null): Promise<void> {
  await publishToMember(memberId, "chat.muted", chatMemberEvents["chat.muted"].parse({ at: now().toISOString(), roomId, until: until?.toISOString() ?? null }));
}

/**
 * Keeps somebody from writing in a room's chat for so many minutes, also after its end; it ends by itself. A second
 * mute replaces the first.
 * @throws ClubError not_found (`no_room`, `no_member`); forbidden (`moderator_required`, `protected_member`)
 */
export async function muteInChat({ roomId, memberId, actor, minutes }: Mute & { minutes: number }): Promise<{ until: Date }> {
  await requireModerated({ roomId, actor, memberId, anyState: true });
  if (!(await findPeople({ ids: [memberId] })).has(memberId)) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  const at = now();
  const until = new Date(at.getTime() + minutes * 60_000);
  const over = Object.entries((await chats().findOne({ _id: roomId }))?.mutes ?? {}).filter(([id, mute]) => id !== memberId && !isMuteOn(mute, at));
  const chat = await changeChat(roomId, {
    $set: { [`mutes.${memberId}`]: { until, byId: actor.id } },
    ...(over.length > 0 ? { $unset: Object.fromEntries(over.map(([id]) => [`mutes.${id}`, "" as const])) } : {}),
  });
  await writeAudit({ action: "chat.member_muted", byId: actor.id, onId: memberId, roomId, details: { until: until.toISOString() } });
  await tell(memberId, roomId, until);
  if (chat) await publishChat(chat);
  return { until };
}

/** Lets somebody write again before the mute ends by itself. Unmuting who is not muted changes nothing. @throws as muteInChat */
export async function unmuteInChat({ roomId, memberId, actor }: Mute): Promise<void> {
  await requireModerated({ roomId, actor, memberId, anyState: true });
  if (!isMuteOn((await chats().findOne({ _id: roomId }))?.mutes?.[memberId], now())) return;
  const chat = await changeChat(roomId, { $unset: { [`mutes.${memberId}`]: "" } });
  await writeAudit({ action: "chat.member_unmuted", byId: actor.id, onId: memberId, roomId });
  await tell(memberId, roomId, null);
  if (chat) await publishChat(chat);
}
