import { sleep } from "@/lib/platform/sleep";
import { answerJoin } from "@/lib/telegram/answer-join";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { workUpdates } from "@/lib/telegram/work-updates";

const EVERY_MS = 100;
/** As the bot looks for updates while there were none. */
const IDLE_MS = 250;

type Asking = { update_id: number; chat_join_request: { from: { id: number } } };

/**
 * People who ask to join one after the other, each answered as the bot does it: filed, taken, decided, told to Telegram.
 * @returns the seconds from the request to the answer, for each
 */
export async function askToJoin({ chatId, telegramIds }: { chatId: number; telegramIds: readonly number[] }): Promise<number[]> {
  const asked = new Map<number, number>();
  const waits: number[] = [];
  const arrive = async (): Promise<void> => {
    for (const [index, id] of telegramIds.entries()) {
      asked.set(id, performance.now());
      await receiveUpdate({ update: { update_id: index + 1, chat_join_request: { chat: { id: chatId }, from: { id, first_name: "Ana" } } } });
      await sleep(EVERY_MS);
    }
  };
  const handle = async (update: object): Promise<void> => {
    const { id } = (update as Asking).chat_join_request.from;
    await answerJoin({ chatId, telegramId: id, name: "Ana", locale: "en", userChatId: id, queryId: null });
    waits.push((performance.now() - (asked.get(id) ?? 0)) / 1_000);
  };
  const work = async (): Promise<void> => {
    while (waits.length < telegramIds.length) if ((await workUpdates({ handle })) === 0) await sleep(IDLE_MS);
  };
  await Promise.all([arrive(), work()]);
  return waits;
}
