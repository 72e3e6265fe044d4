import { endTelegramSessions } from "@/lib/auth/end-telegram-sessions";
import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publishToMember } from "@/lib/platform/realtime";
import { readLink } from "./read-link";
import type { LinkView } from "./schema";
import { type LinkCodeRow, type LinkRow, telegramLinkCodes, telegramLinks } from "./store";

type Agreed = LinkCodeRow & { telegramId: number; telegramName: string };
const isAgreed = (code: LinkCodeRow | null): code is Agreed => Boolean(code?.telegramId && code.telegramName);

/** Writes the link: in place of the one the code was made to replace, else anew. Again, it is the same link. */
async function writeLink({ memberId, telegramId, telegramName, locale, replaces }: Agreed): Promise<void> {
  const link: Omit<LinkRow, "_id"> = { telegramId, telegramName, locale: locale ?? "en", since: now(), blockedAt: null };
  try {
    if (replaces !== null && (await telegramLinks().updateOne({ _id: memberId, telegramId: replaces }, { $set: link })).matchedCount === 1) return;
    await telegramLinks().insertOne({ _id: memberId, ...link });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const own = await telegramLinks().findOne({ _id: memberId });
    if (own?.telegramId !== telegramId) throw new ClubError("conflict", "This Telegram account is linked to another member.", { reason: "telegram_taken" });
  }
}

/**
 * The site's side says yes: the second and last confirmation. The link is written before the code is spent, so a crash
 * between them loses nothing; of two confirmations at once both see the one link.
 * @throws ClubError not_found (`link_expired`) when Telegram has not agreed in time; conflict (`telegram_taken`)
 */
export async function confirmLink({ memberId }: { memberId: string }): Promise<LinkView> {
  const code = await telegramLinkCodes().findOne({ memberId, state: "agreed", expiresAt: { $gt: now() } });
  if (!isAgreed(code)) {
    const link = await readLink({ memberId });
    if (link.state === "linked") return link;
    throw new ClubError("not_found", "There is nothing to confirm. Open the link in Telegram first.", { reason: "link_expired" });
  }
  await writeLink(code);
  // What the Telegram account before signed in.
  if (code.replaces !== null) await endTelegramSessions({ memberId });
  await telegramLinkCodes().updateOne({ _id: code._id, state: "agreed" }, { $set: { state: "used" } });
  await enqueue({ name: "check-door", key: `linked:${code._id}`, input: { memberId } });
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "linked" });
  return readLink({ memberId });
}

/** The site's side says no, or changes its mind: every code of the member is worthless. A link that exists stays. */
export async function refuseLink({ memberId }: { memberId: string }): Promise<LinkView> {
  await telegramLinkCodes().deleteMany({ memberId });
  return readLink({ memberId });
}
