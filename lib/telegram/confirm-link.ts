import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { publishToMember } from "@/lib/platform/realtime";
import { readLink } from "./start-link";
import type { LinkView } from "./schema";
import { telegramLinkCodes, telegramLinks } from "./store";

/**
 * The site's side says yes: the second and last confirmation. The code is spent by one guarded update, so of two
 * confirmations at once one makes the link and both see it.
 * @throws ClubError not_found (`link_expired`) when Telegram has not agreed in time; conflict (`telegram_taken`)
 */
export async function confirmLink({ memberId }: { memberId: string }): Promise<LinkView> {
  const code = await telegramLinkCodes().findOneAndUpdate(
    { memberId, state: "agreed", expiresAt: { $gt: now() } },
    { $set: { state: "used" } },
    { returnDocument: "after" },
  );
  if (!code?.telegramId || !code.telegramName) {
    const link = await readLink({ memberId });
    if (link.state === "linked") return link;
    throw new ClubError("not_found", "There is nothing to confirm. Open the link in Telegram first.", { reason: "link_expired" });
  }
  try {
    await telegramLinks().insertOne({ _id: memberId, telegramId: code.telegramId, telegramName: code.telegramName, locale: code.locale ?? "en", since: now(), blockedAt: null });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const own = await telegramLinks().findOne({ _id: memberId });
    if (own?.telegramId !== code.telegramId) throw new ClubError("conflict", "This Telegram account is linked to another member.", { reason: "telegram_taken" });
  }
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "linked" });
  return readLink({ memberId });
}
