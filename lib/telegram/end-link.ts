import { endTelegramSessions } from "@/lib/auth/end-telegram-sessions";
import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { memberOfTelegram } from "./find-link";
import { telegramLinkCodes, telegramLinks } from "./store";

/** The sessions first, so that a crash leaves a link that can be ended again; and once more those that began meanwhile. */
async function endWithSessions(memberId: string, link: { _id: string; telegramId?: number }): Promise<void> {
  await endTelegramSessions({ memberId });
  await telegramLinks().deleteOne(link);
  await endTelegramSessions({ memberId });
}

/** Ends a member's link and what was signed in by it, asked for on the site with a fresh signature. Ending it twice is fine. */
export async function endLink({ memberId }: { memberId: string }): Promise<void> {
  await telegramLinkCodes().deleteMany({ memberId });
  await endWithSessions(memberId, { _id: memberId });
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "none" });
}

/** Ends the link from the Telegram side, whose owner needs no wallet for it. False when there was none. */
export async function endLinkOfTelegram({ telegramId }: { telegramId: number }): Promise<boolean> {
  const memberId = await memberOfTelegram({ telegramId });
  if (memberId === null) return false;
  await endWithSessions(memberId, { _id: memberId, telegramId });
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "none" });
  return true;
}
