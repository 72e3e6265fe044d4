import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { botLink, botUsername } from "@/lib/platform/telegram-api";
import { LINK_CODE_SECONDS } from "./rules";
import { telegramLinkCodes, telegramLinks } from "./store";

export type LinkStart = { url: string; code: string; bot: string; expiresAt: Date };

/**
 * Hands out a one-time code of 256 bits, valid for ten minutes, as a deep link and as a text to copy. Only its hash is
 * stored, and an earlier code of the same member stops working.
 * @param options.replace the member signed afresh to put another Telegram account in the place of the linked one,
 *   which stays linked until the new one is confirmed
 * @throws ClubError unavailable (`telegram_off`, `telegram_away`), conflict (`already_linked`)
 */
export async function startLink({ memberId, replace = false }: { memberId: string; replace?: boolean }): Promise<LinkStart> {
  const link = await telegramLinks().findOne({ _id: memberId });
  if (link && !replace) throw new ClubError("conflict", "This account is linked to Telegram already.", { reason: "already_linked" });
  const bot = await botUsername();
  await telegramLinkCodes().deleteMany({ memberId });
  const code = newSecret();
  const expiresAt = new Date(now().getTime() + LINK_CODE_SECONDS * 1000);
  await telegramLinkCodes().insertOne({ _id: sha256(code), memberId, state: "open", expiresAt, telegramId: null, telegramName: null, locale: null, replaces: link?.telegramId ?? null });
  return { url: await botLink(code), code, bot, expiresAt };
}
