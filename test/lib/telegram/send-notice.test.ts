import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now, shiftClock } from "@/lib/platform/clock";
import { changeNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { createSender } from "@/lib/telegram/run-sender";
import { sendNotice } from "@/lib/telegram/send-notice";
import { telegramLinks, telegramNotices, telegramSenders } from "@/lib/telegram/store";
import { withdrawNotices } from "@/lib/telegram/withdraw-notices";
import type { FakeTelegram } from "../../fakes/telegram-server";
import { startTelegram } from "../../setup/telegram";

let fake: FakeTelegram;
let nextId = 1;
let sender: ReturnType<typeof createSender>;

beforeAll(async () => {
  fake = (await startTelegram()).fake;
});
afterAll(() => fake.stop());
beforeEach(async () => {
  shiftClock(0);
  // Times that a test has moved to must hold nobody up in the next one.
  await telegramSenders().deleteMany({});
  sender = createSender({ owner: "test", topRate: 1_000 });
});

async function linked() {
  const id = nextId++;
  const memberId = `m_${String(id).padStart(26, "0")}`;
  await telegramLinks().insertOne({ _id: memberId, telegramId: 5000 + id, telegramName: "@ana", locale: "en", since: now(), blockedAt: null });
  return { memberId, telegramId: 5000 + id };
}
type Rest = Partial<Parameters<typeof sendNotice>[0]>;
const send = (memberId: string, cause = "room-live:r_1", rest: Rest = {}) =>
  sendNotice({ memberId, cause, compose: (t) => ({ text: t("telegram.roomLive", { title: `Night ${cause}`, host: "Ana" }), button: { label: t("telegram.joinRoom"), url: "https://club.example/rooms/r_1" } }), ...rest });
/** Sends what is due; a second passes between two rounds, as one chat takes one message a second. */
async function rounds(count = 1): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await sender.round();
    shiftClock(1_100 * (n + 1));
  }
}
const rowOf = (memberId: string, cause = "room-live:r_1") => telegramNotices().findOne({ _id: `${cause}:${memberId}` });

describe("sending", () => {
  test("default: one message with a button, and its id is kept", async () => {
    const { memberId, telegramId } = await linked();
    expect(await send(memberId)).toBe("ready");
    await rounds();
    expect(fake.to(telegramId)).toMatchObject([{ text: "Live now: Night room-live:r_1\nHost: Ana", buttons: [{ text: "Join room", url: "https://club.example/rooms/r_1" }] }]);
    expect(await rowOf(memberId)).toMatchObject({ state: "sent", messageId: fake.to(telegramId)[0]?.message_id });
  });

  test("behavior: the same cause is told once, however often it is queued and by however many", async () => {
    const { memberId, telegramId } = await linked();
    await Promise.all(Array.from({ length: 10 }, () => send(memberId)));
    await Promise.all([sender.round(), sender.round(), sender.round()]);
    await send(memberId);
    await rounds();
    expect(fake.to(telegramId)).toHaveLength(1);
  });

  test("behavior: of two processes one sends, and the other takes over when its lease runs out", async () => {
    const { memberId, telegramId } = await linked();
    await rounds();
    const other = createSender({ owner: "other", topRate: 1_000 });
    await send(memberId);
    expect(await other.round()).toBeNull();
    shiftClock(20_000);
    await other.round();
    expect(fake.to(telegramId)).toHaveLength(1);
    expect(await sender.round()).toBeNull();
    await other.release();
    shiftClock(25_000);
    expect(await sender.round()).not.toBeNull();
  });

  test("behavior: a limit is obeyed: silence, half the pace, then the notice is sent", async () => {
    const [first, second] = [await linked(), await linked()];
    fake.limitNext(7);
    await send(first.memberId);
    await sender.round();
    await send(second.memberId);
    expect(await sender.round()).toBe(0);
    expect(fake.to(first.telegramId)).toHaveLength(0);
    expect(await telegramSenders().findOne({})).toMatchObject({ rate: 500 });
    shiftClock(7_100);
    expect(await sender.round()).toBe(2);
  });

  test("behavior: a lost answer is unknown and never repeated by itself", async () => {
    const { memberId, telegramId } = await linked();
    fake.loseNextAnswer();
    await send(memberId);
    await rounds(3);
    expect(await send(memberId)).toBe("unknown");
    expect(fake.to(telegramId)).toHaveLength(1);
  });

  test("behavior: a sender that stopped in the middle leaves an unknown, not a double", async () => {
    const { memberId, telegramId } = await linked();
    await send(memberId);
    await telegramNotices().updateOne({ _id: `room-live:r_1:${memberId}` }, { $set: { state: "sending", fence: 0 } });
    shiftClock(40_000);
    await createSender({ owner: "third" }).round();
    expect(await rowOf(memberId)).toMatchObject({ state: "unknown" });
    expect(fake.to(telegramId)).toHaveLength(0);
  });

  test("behavior: who stopped the bot or deleted the account is marked and left alone; no link, nothing", async () => {
    for (const trouble of [(id: number) => fake.block(id), (id: number) => fake.deleteAccount(id)]) {
      const { memberId, telegramId } = await linked();
      trouble(telegramId);
      await send(memberId, "one");
      await rounds();
      expect(await rowOf(memberId, "one")).toMatchObject({ state: "skipped" });
      fake.unblock(telegramId);
      expect(await send(memberId, "two")).toBe("skipped");
      expect(fake.to(telegramId)).toHaveLength(0);
    }
    expect(await send("m_00000000000000000000nolink0")).toBe("skipped");
  });

  test("error: a text beyond 4,096 characters is cut, a markup-breaking one is only a text", async () => {
    const { memberId, telegramId } = await linked();
    await send(memberId, "long", { compose: () => ({ text: `${"x".repeat(4_090)}😀😀😀😀😀😀` }) });
    await rounds();
    expect(fake.to(telegramId)[0]?.text).toMatch(/x…?😀?/);
    expect(fake.to(telegramId)[0]?.text.length).toBeLessThanOrEqual(4_096);
    shiftClock(2_500);
    await send(memberId, "markup", { compose: () => ({ text: "*_[<b>`" }) });
    await sender.round();
    expect(fake.to(telegramId)[1]?.text).toBe("*_[<b>`");
  });
});

describe("what a member chose", () => {
  test("behavior: a kind that is switched off is not told", async () => {
    const { memberId, telegramId } = await linked();
    await changeNoticeSettings({ memberId, change: { kinds: { badge: false } } });
    expect(await send(memberId, "b", { kind: "badge" })).toBe("skipped");
    await send(memberId, "l", { kind: "room_live" });
    await rounds();
    expect(fake.to(telegramId)).toHaveLength(1);
  });

  test("behavior: quiet hours in the member's own zone delay what can wait and leave out what cannot", async () => {
    const { memberId, telegramId } = await linked();
    shiftClock(Date.UTC(2027, 0, 1, 20, 30) - Date.now());
    await changeNoticeSettings({ memberId, change: { quiet: { from: 23, to: 8 }, timeZone: "Asia/Tbilisi" } });
    await send(memberId, "b", { kind: "badge" });
    expect(await send(memberId, "l", { kind: "room_live", expiresAt: new Date(now().getTime() + 3_600_000) })).toBe("skipped");
    expect(await send(memberId, "s", { kind: "stage_invite" })).toBe("ready");
    await createSender({ owner: "night", topRate: 1_000 }).round();
    expect(fake.to(telegramId).map((message) => message.text)).toEqual(["Live now: Night s\nHost: Ana"]);
    expect(await rowOf(memberId, "b")).toMatchObject({ dueAt: new Date(Date.UTC(2027, 0, 2, 4, 0)) });
  });

  test("behavior: from the sixth notice of a day on, one message grows", async () => {
    const { memberId, telegramId } = await linked();
    for (let n = 1; n <= 9; n += 1) {
      await send(memberId, `n${n}`, { kind: "badge" });
      await rounds(1);
      shiftClock(1_100 * n);
    }
    await rounds(1);
    const messages = fake.to(telegramId);
    expect(messages).toHaveLength(6);
    expect(messages.at(-1)).toMatchObject({ text: "More from the club today\n• Live now: Night n6 · Host: Ana\n• Live now: Night n7 · Host: Ana\n• Live now: Night n8 · Host: Ana\n• Live now: Night n9 · Host: Ana", edits: 3 });
    expect(await rowOf(memberId, "n9")).toMatchObject({ state: "digested" });
    await send(memberId, "n9", { kind: "badge" });
    expect(fake.to(telegramId)).toHaveLength(6);
  });

  test("behavior: what would have changed a message that never was counts like any other", async () => {
    const { memberId, telegramId } = await linked();
    for (let n = 1; n <= 5; n += 1) await send(memberId, `c${n}`, { kind: "badge" });
    await send(memberId, "c-live", { kind: "room_live" });
    expect(await rowOf(memberId, "c-live")).toMatchObject({ state: "digested" });
    await send(memberId, "c-ended", { kind: "room_ended", follows: "c-live", compose: () => ({ text: "It is over" }) });
    expect(await rowOf(memberId, "c-ended")).toMatchObject({ state: "digested" });
    await rounds(8);
    expect(fake.to(telegramId)).toHaveLength(6);
    expect(fake.to(telegramId).filter(({ text }) => text.includes("It is over"))).toMatchObject([{ text: expect.stringContaining("More from the club today") as string }]);
  });

  test("behavior: a call into a room that is over is taken back where it still waits", async () => {
    const [asleep, awake] = [await linked(), await linked()];
    await changeNoticeSettings({ memberId: asleep.memberId, change: { quiet: { from: 0, to: 23 }, timeZone: "UTC" } });
    shiftClock(new Date().setUTCHours(22, 0, 0, 0) - Date.now());
    for (const { memberId } of [asleep, awake]) await send(memberId, "room-live:r_over", { kind: "room_live" });
    await sender.round();
    expect(await withdrawNotices({ cause: "room-live:r_over", why: "the room is over" })).toBe(1);
    expect(await rowOf(asleep.memberId, "room-live:r_over")).toMatchObject({ state: "skipped" });
    expect(fake.to(awake.telegramId)).toHaveLength(1);
    expect(fake.to(asleep.telegramId)).toHaveLength(0);
  });

  test("behavior: somebody who has stopped the bot is not tried again by what was queued before", async () => {
    const { memberId, telegramId } = await linked();
    for (const cause of ["b1", "b2", "b3"]) await send(memberId, cause);
    fake.block(telegramId);
    await rounds(4);
    expect(await Promise.all(["b1", "b2", "b3"].map(async (cause) => (await rowOf(memberId, cause))?.error))).toEqual([expect.stringMatching(/blocked by the user/), "blocked", "blocked"]);
  });

  test("behavior: a notice that follows another changes its message; where there is none, it is one of its own", async () => {
    const [told, untold] = [await linked(), await linked()];
    await send(told.memberId, "live");
    await rounds(1);
    for (const { memberId } of [told, untold]) await send(memberId, "ended", { follows: "live", compose: () => ({ text: "It is over" }) });
    await rounds(1);
    expect(fake.to(told.telegramId)).toMatchObject([{ text: "It is over", edits: 1, buttons: [] }]);
    expect(fake.to(untold.telegramId)).toMatchObject([{ text: "It is over", edits: 0 }]);
  });
});
