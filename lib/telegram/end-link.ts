import { now } from "@/lib/platform/clock";
import { publishToMember } from "@/lib/platform/realtime";
import { telegramLinkCodes, telegramLinks } from "./store";

/** Ends a member's link, asked for on the site with a fresh signature. Ending it twice is fine. */
export async function endLink({ memberId }: { memberId: string }): Promise<void> {
  await telegramLinkCodes().deleteMany({ memberId });
  await telegramLinks().deleteOne({ _id: memberId });
  await publishToMember(memberId, "telegram.linked", { at: now().toISOString(), state: "none" });
}

/** Ends the link from the Telegram side, whose owner needs no wallet for it. False when there was none. */
export async function endLinkOfTelegram({ telegramId }: { telegramId: number }): Promise<boolean> {
  const link = await telegramLinks().findOneAndDelete({ telegramId });
  if (link) await publishToMember(link._id, "telegram.linked", { at: now().toISOString(), state: "none" });
  return link !== null;
}
