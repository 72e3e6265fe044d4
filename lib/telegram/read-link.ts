import { findPeople } from "@/lib/membership/find-people";
import { shortWallet } from "@/lib/membership/rules";
import { now } from "@/lib/platform/clock";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import type { LinkView } from "./schema";
import { telegramLinkCodes, telegramLinks } from "./store";

/**
 * Where a member's link stands: off, none, pending (Telegram said yes, the site not yet), or linked; with the names of
 * both sides and the short wallet, as the Telegram side was shown them.
 */
export async function readLink({ memberId }: { memberId: string }): Promise<LinkView> {
  const link = await telegramLinks().findOne({ _id: memberId });
  if (!link && !isTelegramOn()) return { state: "off" };
  const [code, people] = await Promise.all([telegramLinkCodes().findOne({ memberId, state: "agreed" }), findPeople({ ids: [memberId] })]);
  const person = people.get(memberId);
  const own = { name: person?.name ?? "", wallet: shortWallet(person?.wallet ?? "") };
  if (code?.telegramName && code.expiresAt > now()) return { state: "pending", telegramName: code.telegramName, ...own, replaces: link?.telegramName ?? null };
  return link ? { state: "linked", telegramName: link.telegramName, ...own, since: link.since.toISOString() } : { state: "none" };
}
