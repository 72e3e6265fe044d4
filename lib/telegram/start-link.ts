import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { botLink, botUsername, isTelegramOn } from "@/lib/platform/telegram-api";
import { LINK_CODE_SECONDS } from "./rules";
import type { LinkView } from "./schema";
import { telegramLinkCodes, telegramLinks } from "./store";

/**
 * Hands out a deep link with a one-time code of 256 bits, valid for ten minutes. Only its hash is stored, and an
 * earlier code of the same member stops working.
 * @throws ClubError unavailable (`telegram_off`, `telegram_away`), conflict (`already_linked`)
 */
export async function startLink({ memberId }: { memberId: string }): Promise<{ url: string; expiresAt: Date }> {
  if (await telegramLinks().findOne({ _id: memberId })) throw new ClubError("conflict", "This account is linked to Telegram already.", { reason: "already_linked" });
  await botUsername();
  await telegramLinkCodes().deleteMany({ memberId });
  const code = newSecret();
  const expiresAt = new Date(now().getTime() + LINK_CODE_SECONDS * 1000);
  await telegramLinkCodes().insertOne({ _id: sha256(code), memberId, state: "open", expiresAt, telegramId: null, telegramName: null, locale: null });
  return { url: await botLink(code), expiresAt };
}

/** Where a member's link stands: off, none, pending (Telegram said yes, the site not yet), or linked. */
export async function readLink({ memberId }: { memberId: string }): Promise<LinkView> {
  const link = await telegramLinks().findOne({ _id: memberId });
  if (link) return { state: "linked", telegramName: link.telegramName, since: link.since.toISOString() };
  if (!isTelegramOn()) return { state: "off" };
  const code = await telegramLinkCodes().findOne({ memberId, state: "agreed" });
  return code?.telegramName && code.expiresAt > now() ? { state: "pending", telegramName: code.telegramName } : { state: "none" };
}
