import { GrammyError } from "grammy";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { shiftClock } from "@/lib/platform/clock";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { telegramUpdates } from "@/lib/telegram/store";
import { workUpdates } from "@/lib/telegram/work-updates";

const BUSY = -1001;
let nextId = 1;
const says = (chatId: number) => ({ update_id: nextId++, message: { message_id: 1, date: 0, chat: { id: chatId, type: "private", first_name: "Ana" }, text: "hello" } });
const chatOf = (update: object) => (update as ReturnType<typeof says>).message.chat.id;
const limited = () => new GrammyError("limited", { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 20 } }, "sendMessage", {});

beforeAll(() => createDeclaredIndexes());
beforeEach(async () => {
  shiftClock(0);
  await telegramUpdates().deleteMany({});
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

test("behavior: a chat that Telegram holds back takes no place from the others, and is handled in order afterwards", async () => {
  const handled: number[] = [];
  let open = false;
  const handle = async (update: object): Promise<void> => {
    if (chatOf(update) === BUSY && !open) throw limited();
    handled.push((update as { update_id: number }).update_id);
  };
  for (let count = 0; count < 60; count += 1) await receiveUpdate({ update: says(BUSY) });
  await workUpdates({ handle });
  await receiveUpdate({ update: says(7) });
  expect(await workUpdates({ handle })).toBe(1);
  open = true;
  shiftClock(21_000);
  while ((await workUpdates({ handle })) > 0);
  expect(handled).toHaveLength(61);
  expect(handled.slice(1)).toEqual([...handled.slice(1)].sort((a, b) => a - b));
});

test("behavior: several at once handle each update once and each chat in order", async () => {
  const handled = new Map<number, number[]>();
  const handle = async (update: object): Promise<void> => {
    await new Promise(setImmediate);
    handled.set(chatOf(update), [...(handled.get(chatOf(update)) ?? []), (update as { update_id: number }).update_id]);
  };
  for (let count = 0; count < 24; count += 1) await receiveUpdate({ update: says(100 + (count % 4)) });
  const worker = async (): Promise<void> => {
    for (let rounds = 0; rounds < 100 && (await telegramUpdates().countDocuments({ state: { $in: ["new", "leased"] } })) > 0; rounds += 1) await workUpdates({ handle });
  };
  await Promise.all([worker(), worker(), worker()]);
  expect([...handled.values()].flat()).toHaveLength(24);
  for (const ids of handled.values()) expect(ids).toEqual([...ids].sort((a, b) => a - b));
});
