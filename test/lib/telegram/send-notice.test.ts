import { afterAll, beforeAll, expect, test } from "vitest";
import { now } from "@/lib/platform/clock";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { sendNotice } from "@/lib/telegram/send-notice";
import { telegramLinks, telegramNotices } from "@/lib/telegram/store";
import { FakeTelegram } from "../../fakes/telegram-server";

let fake: FakeTelegram;
let nextId = 1;

beforeAll(async () => {
  fake = await FakeTelegram.start();
  process.env.TELEGRAM_BOT_TOKEN = fake.token;
  process.env.TELEGRAM_API_ROOT = fake.url;
  await createDeclaredIndexes();
});
afterAll(() => fake.stop());

async function linked() {
  const id = nextId++;
  const memberId = `m_${String(id).padStart(26, "0")}`;
  await telegramLinks().insertOne({ _id: memberId, telegramId: 5000 + id, telegramName: "@ana", locale: "en", since: now(), blockedAt: null });
  return { memberId, telegramId: 5000 + id };
}
const send = (memberId: string, cause = "room-live:r_1") =>
  sendNotice({ memberId, cause, compose: (t) => ({ text: t("telegram.roomLive", { title: "Night shift", host: "Ana" }), button: { label: t("telegram.joinRoom"), url: "https://club.example/rooms/r_1" } }) });

test("default: one message with a button, and its id is kept", async () => {
  const { memberId, telegramId } = await linked();
  expect(await send(memberId)).toBe("sent");
  expect(fake.to(telegramId)).toMatchObject([{ text: "Live now: Night shift\nHost: Ana", buttons: [{ text: "Join room", url: "https://club.example/rooms/r_1" }] }]);
  expect(await telegramNotices().findOne({ _id: `room-live:r_1:${memberId}` })).toMatchObject({ state: "sent", messageId: fake.to(telegramId)[0]?.message_id });
});

test("behavior: the same cause is told once, even by ten senders at once", async () => {
  const { memberId, telegramId } = await linked();
  await Promise.all(Array.from({ length: 10 }, () => send(memberId)));
  await send(memberId);
  expect(fake.to(telegramId)).toHaveLength(1);
});

test("behavior: a limit is obeyed, then the notice is sent", async () => {
  const { memberId, telegramId } = await linked();
  fake.limitNext(7);
  await expect(send(memberId)).rejects.toMatchObject({ code: "rate_limited", retryAfter: 7 });
  expect(fake.to(telegramId)).toHaveLength(0);
  expect(await send(memberId)).toBe("sent");
  expect(fake.to(telegramId)).toHaveLength(1);
});

test("behavior: a lost answer is unknown and never repeated by itself", async () => {
  const { memberId, telegramId } = await linked();
  fake.loseNextAnswer();
  expect(await send(memberId)).toBe("unknown");
  expect(await send(memberId)).toBe("unknown");
  expect(fake.to(telegramId)).toHaveLength(1);
});

test("behavior: a sender that stopped in the middle leaves an unknown, not a double", async () => {
  const { memberId, telegramId } = await linked();
  await telegramNotices().insertOne({ _id: `room-live:r_1:${memberId}`, memberId, state: "sending", messageId: null, error: null, at: new Date(now().getTime() - 60_000) });
  expect(await send(memberId)).toBe("unknown");
  expect(fake.to(telegramId)).toHaveLength(0);
});

test("behavior: somebody who stopped the bot is marked and left alone", async () => {
  const { memberId, telegramId } = await linked();
  fake.block(telegramId);
  expect(await send(memberId, "one")).toBe("skipped");
  fake.unblock(telegramId);
  expect(await send(memberId, "two")).toBe("skipped");
  expect(fake.to(telegramId)).toHaveLength(0);
});

test("behavior: a member without a link is skipped", async () => {
  expect(await send("m_00000000000000000000nolink0")).toBe("skipped");
});
