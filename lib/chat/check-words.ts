import { findPeople } from "@/lib/membership/find-people";
import type { SettingsView } from "@/lib/membership/schema";
import { ClubError } from "@/lib/platform/errors";
import { findSeated } from "@/lib/rooms/find-seated";
import { isMuteOn } from "./rules";
import type { ChatRow } from "./store";
import { forbiddenWord, hasLink, MAX_CHARACTERS, MAX_MENTIONS, textFault } from "./text-rules";

const FAULTS = {
  message_empty: "There is nothing to read in the message.",
  message_too_long: `A message may have at most ${MAX_CHARACTERS} characters.`,
  message_characters: "The message has characters that are not allowed.",
} as const;

/**
 * The text as it is kept, if it may be said in this club. Moderators may post links where others may not.
 * @throws ClubError invalid (`message_empty`, `message_too_long`, `message_characters`); forbidden (`word_filtered`,
 *   `links_off`)
 */
export function checkText({ text, settings, moderator }: { text: string; settings: SettingsView; moderator: boolean }): string {
  const words = text.trim();
  const fault = textFault(words);
  if (fault) throw new ClubError("invalid", FAULTS[fault], { reason: fault, details: { max: MAX_CHARACTERS } });
  const forbidden = forbiddenWord(words, settings.chatWords);
  if (forbidden !== null) throw new ClubError("forbidden", "A word in the message is not allowed in this club.", { reason: "word_filtered", details: { word: forbidden } });
  if (!settings.chatLinks && !moderator && hasLink(words)) throw new ClubError("forbidden", "Links are not allowed in the chat of this club.", { reason: "links_off" });
  return words;
}

/** @throws ClubError forbidden (`muted`, with `details.until`) while a moderator's mute lasts */
export function refuseMuted({ chat, memberId, at }: { chat: ChatRow | null; memberId: string; at: Date }): void {
  const mute = chat?.mutes?.[memberId];
  if (mute && isMuteOn(mute, at)) throw new ClubError("forbidden", "A moderator muted you in this chat.", { reason: "muted", details: { until: mute.until.toISOString() } });
}

/** Those of the given members who sit in the room and whose `@name` stands in the text; the rest call nobody. */
export async function findMentions({ roomId, text, memberIds }: { roomId: string; text: string; memberIds: readonly string[] }): Promise<{ id: string; name: string }[]> {
  if (memberIds.length === 0 || !text.includes("@")) return [];
  const asked = [...new Set(memberIds)].slice(0, MAX_MENTIONS);
  const [seated, people] = await Promise.all([findSeated({ roomId, memberIds: asked }), findPeople({ ids: asked })]);
  return asked.flatMap((id) => {
    const name = people.get(id)?.name;
    return name && seated.has(id) && text.includes(`@${name}`) ? [{ id, name }] : [];
  });
}
