import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { now } from "@/lib/platform/clock";
import { readyRow } from "@/lib/telegram/notice-row";
import { createSender } from "@/lib/telegram/run-sender";
import { telegramLinks, telegramNotices } from "@/lib/telegram/store";
import { startFakeTelegram } from "../local/fake-telegram";
import { makeBenchMembers } from "./bench-members";
import { startBenchServers } from "./bench-servers";
import { askToJoin } from "./join-requests";
import { percentile } from "./percentile";

/**
 * How much of what Telegram permits the sender uses, against the fake Bot API with the real limits (30 messages a
 * second) and 30 ms for each answer; meanwhile people ask to join the members' group. The number of messages is the first
 * argument. Fails below 95 %, when one is doubled, when the first 25 take 5 s, or when a request waits too long.
 */
const MESSAGES = Number(process.argv[2] ?? 1_200);
const PERMITTED_PER_SECOND = 30;
const BAR = 0.95;
const JOINS = 100;
const FIRST_25_SECONDS = 5;
const JOIN_SECONDS = { p95: 3, max: 10 };

const servers = await startBenchServers({ name: "telegram" });
const telegram = await startFakeTelegram(servers.context);
try {
  Object.assign(process.env, telegram.env);
  await createDeclaredIndexes();
  await telegramLinks().insertMany(Array.from({ length: MESSAGES }, (_, n) => ({ _id: `m_${n}`, telegramId: n + 1, telegramName: "@x", locale: "en" as const, since: now(), blockedAt: null })));
  const guests = await makeBenchMembers(JOINS);
  await telegramLinks().insertMany(guests.map(({ id }, n) => ({ _id: id, telegramId: MESSAGES + 1 + n, telegramName: "@y", locale: "en" as const, since: now(), blockedAt: null })));
  const rows = Array.from({ length: MESSAGES }, (_, n) => readyRow({ _id: `bench:m_${n}`, memberId: `m_${n}`, chatId: n + 1, kind: "room_live", text: `Live now ${n}`, at: now() }));
  await telegramNotices().insertMany(rows);
  const sender = createSender({ owner: "bench" });
  const joining = askToJoin({ chatId: Number(telegram.env.TELEGRAM_CHANNEL_ID), telegramIds: guests.map((_, n) => MESSAGES + 1 + n) });
  const began = performance.now();
  while (((await sender.round()) ?? 0) > 0);
  const seconds = (performance.now() - began) / 1_000;
  const settled = await telegramNotices().find({}).toArray();
  const sent = settled.filter((row) => row.state === "sent");
  const { messages } = (await (await fetch(`${telegram.url}/state.json`)).json()) as { messages: { chatId: number }[] };
  const doubled = messages.length - new Set(messages.map((message) => message.chatId)).size;
  const waits = sent.map((row) => (row.at.getTime() - (rows[0]?.at.getTime() ?? 0)) / 1_000);
  const perSecond = sent.length / seconds;
  const share = perSecond / PERMITTED_PER_SECOND;
  const first25 = percentile(waits, 25 / MESSAGES);
  const joins = await joining;
  const [joinP95, joinMax] = [percentile(joins, 0.95), Math.max(...joins)];
  console.log(`${servers.sources}; ${MESSAGES} messages, ${JOINS} requests to join`);
  console.table([{ sent: sent.length, doubled, seconds: seconds.toFixed(1), "messages a second": perSecond.toFixed(2), "of the permitted 30": `${(share * 100).toFixed(1)} %`, "25th left after": `${first25.toFixed(2)} s`, "join p95": `${joinP95.toFixed(2)} s`, "join max": `${joinMax.toFixed(2)} s` }]);
  const passed = share >= BAR && doubled === 0 && sent.length === MESSAGES && first25 < FIRST_25_SECONDS && joinP95 < JOIN_SECONDS.p95 && joinMax < JOIN_SECONDS.max;
  console.log(JSON.stringify({ bench: "telegram", messages: MESSAGES, sent: sent.length, doubled, perSecond: Number(perSecond.toFixed(2)), share: Number(share.toFixed(4)), bar: BAR, first25Seconds: Number(first25.toFixed(2)), joinP95Seconds: Number(joinP95.toFixed(2)), joinMaxSeconds: Number(joinMax.toFixed(2)), passed }));
  if (!passed) process.exitCode = 1;
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await telegram.stop();
  await servers.stopper.stopAll();
}
