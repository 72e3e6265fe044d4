import { listRoomAudit } from "@/lib/membership/list-room-audit";
import { readChatAccess } from "./read-chat-access";
import type { Actor } from "./rules";
import type { ModerationActView } from "./schema";

const untilOf = ({ until }: Record<string, unknown>): string | null => (typeof until === "string" ? until : null);

/**
 * What moderators did in a room, newest first, without their reasons. For whoever may read its chat.
 * @throws ClubError not_found; forbidden (`not_in_room`, `banned_from_room`)
 */
export async function listModeration({ roomId, actor, cursor }: { roomId: string; actor: Actor; cursor?: string | undefined }): Promise<{ items: ModerationActView[]; next: string | null }> {
  await readChatAccess({ roomId, actor });
  const { items, next } = await listRoomAudit({ roomId, cursor });
  return { items: items.map(({ details, ...act }) => ({ ...act, until: untilOf(details) })), next };
}
