import { endTelegramSessions } from "@/lib/auth/end-telegram-sessions";
import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { telegramLinkCodes, telegramLinks } from "./store";

/** Ends a member's link and what was signed in by it, asked for on the site with a fresh signature. Ending it twice is fine. */
export async function endLink({ memberId }: { memberId: string }): Promise<void> {
  await telegramLinkCodes().deleteMany({ memberId });
  await telegramLinks().deleteOne({ _id: memberId });
  await endTelegramSessions({ memberId });
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "none" });
}

/** Ends the link from the Telegram side, whose owner needs no wallet for it. False when there was none. */
export async function endLinkOfTelegram({ telegramId }: { telegramId: number }): Promise<boolean> {
  const link = await telegramLinks().findOneAndDelete({ telegramId });
  if (!link) return false;
  await endTelegramSessions({ memberId: link._id });
  await publishToMember(link._id, "telegram.linked", { at: now().toISOString(), state: "none" });
  return true;
}
