import { isTelegramOn } from "@/lib/platform/telegram-api";
import { decidePending } from "./answer-join";
import { channelId } from "./channel-id";
import { checkPerson, isDryRun, readAdmins } from "./sweep-door";
import { telegramLinks, telegramRoster } from "./store";

/**
 * A member's right to be in began or ended, or their Telegram was linked: what follows for the group happens now and
 * not with the next round.
 */
export async function checkDoor({ memberId }: { memberId: string }): Promise<void> {
  const chatId = isTelegramOn() ? await channelId() : null;
  const link = chatId === null ? null : await telegramLinks().findOne({ _id: memberId });
  if (chatId === null || !link) return;
  await decidePending({ telegramId: link.telegramId });
  const row = await telegramRoster().findOne({ _id: `${chatId}:${link.telegramId}`, state: "inside" });
  if (row) await checkPerson({ row, dryRun: await isDryRun(), admins: await readAdmins(chatId), round: { checked: 0, warned: 0, removed: 0, unknown: 0 } });
}
