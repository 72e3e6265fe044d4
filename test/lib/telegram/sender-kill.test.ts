import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, expect, test, vi } from "vitest";
import { now, shiftClock } from "@/lib/platform/clock";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { insertNotice, readyRow } from "@/lib/telegram/notice-row";
import { createSender } from "@/lib/telegram/run-sender";
import { telegramLinks, telegramNotices, telegramSenders } from "@/lib/telegram/store";
import { FakeTelegram } from "../../fakes/telegram-server";
import { DEPTH } from "../../setup/depth";

const RATE = 1_000;
let fake: FakeTelegram | undefined;

afterAll(async () => {
  shiftClock(0);
  await fake?.stop();
  await database().dropDatabase();
  await closeDatabase();
});

const startChild = (): ChildProcess =>
  spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/lib/telegram/sender-child.ts", String(RATE)], { env: process.env, stdio: ["ignore", "ignore", "inherit"] });

const PATIENCE_MS = 60_000;

/** Waits until so many messages have arrived at Telegram. */
const untilSent = (fake: FakeTelegram, count: number): Promise<void> =>
  vi.waitUntil(() => fake.world.messages.length >= count, { timeout: PATIENCE_MS, interval: 2 }).then(() => undefined);

test("behavior: senders killed in the middle of their work deliver nothing twice and lose nothing but what was in hand", { timeout: 600_000 }, async () => {
  fake = await FakeTelegram.start();
  process.env.TELEGRAM_BOT_TOKEN = fake.token;
  process.env.TELEGRAM_API_ROOT = fake.url;
  await createDeclaredIndexes();
  const { recipients, kills } = DEPTH.sending;
  const rows = Array.from({ length: recipients }, (_, n) => readyRow({ _id: `campaign:m_${n}`, memberId: `m_${n}`, chatId: n + 1, kind: "room_live", text: `to ${n}`, at: now() }));
  const links = rows.map(({ memberId, chatId }) => ({ _id: memberId ?? "", telegramId: chatId, telegramName: "@x", locale: "en" as const, since: now(), blockedAt: null }));
  for (let from = 0; from < rows.length; from += 1_000) await telegramLinks().insertMany(links.slice(from, from + 1_000));
  for (let from = 0; from < rows.length; from += 1_000) await telegramNotices().insertMany(rows.slice(from, from + 1_000));
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = startChild();
    const closed = new Promise((resolve) => child.once("close", resolve));
    await untilSent(fake, Math.floor((recipients * kill) / (kills + 1)) + Math.floor(Math.random() * 7));
    child.kill("SIGKILL");
    await closed;
    // As if the lease had run out: nobody gives it back.
    await telegramSenders().updateMany({}, { $set: { until: new Date(0), pausedUntil: new Date(0) } });
  }
  const last = createSender({ owner: "last", topRate: 100_000 });
  await last.round();
  shiftClock(2_000);
  while (((await last.round()) ?? 0) > 0);
  const states = await telegramNotices().aggregate<{ _id: string; count: number }>([{ $group: { _id: "$state", count: { $sum: 1 } } }]).toArray();
  const count = (state: string) => states.find((one) => one._id === state)?.count ?? 0;
  expect(count("unknown")).toBeLessThanOrEqual(3 * kills);
  expect(count("sent") + count("unknown")).toBe(recipients);
  const delivered = fake.sent.map((message) => message.chatId);
  expect(new Set(delivered).size).toBe(delivered.length);
  expect(delivered.length).toBeGreaterThanOrEqual(count("sent"));
  // The same campaign once more is the same campaign.
  expect(await insertNotice(rows[0] as (typeof rows)[number])).toBe(false);
});
