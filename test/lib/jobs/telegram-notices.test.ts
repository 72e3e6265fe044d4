import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handle as notifyBadge } from "@/lib/jobs/notify-badge";
import { runJobs } from "@/lib/jobs/run-jobs";
import { jobs } from "@/lib/jobs/store";
import { tellPasses } from "@/lib/jobs/tell-passes";
import { tellWeek } from "@/lib/jobs/tell-week";
import { watchRooms } from "@/lib/jobs/watch-rooms";
import { memberships, saveCursor } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { now, shiftClock } from "@/lib/platform/clock";
import { cancelRoom } from "@/lib/rooms/cancel-room";
import { createRoom } from "@/lib/rooms/create-room";
import { endRoom } from "@/lib/rooms/end-room";
import { startRoom } from "@/lib/rooms/start-room";
import { rooms } from "@/lib/rooms/store";
import { updateRoom } from "@/lib/rooms/update-room";
import { changeNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { createSender } from "@/lib/telegram/run-sender";
import { telegramLinks, telegramNotices, telegramSenders } from "@/lib/telegram/store";
import { awardXp } from "@/lib/xp/award-xp";
import type { FakeTelegram } from "../../fakes/telegram-server";
import { makeMember, type TestMember } from "../../setup/members";
import { startTelegram } from "../../setup/telegram";

const CHANNEL = -100777;
let fake: FakeTelegram;
let speaker: TestMember;
let moved = 0;
let nextTelegram = 90_000;

beforeAll(async () => {
  process.env.TELEGRAM_CHANNEL_ID = String(CHANNEL);
  fake = (await startTelegram()).fake;
  fake.addChat({ id: CHANNEL, type: "channel" });
  speaker = await makeMember({ name: "Ira", roles: { speaker: true } });
});
afterAll(() => fake.stop());
beforeEach(async () => {
  moved = 0;
  shiftClock(0);
  await telegramSenders().deleteMany({});
});

/** Lets time pass; the chain is followed meanwhile, so that standings stay known. */
async function pass(ms: number): Promise<void> {
  moved += ms;
  shiftClock(moved);
  await saveCursor(deploymentId(), { block: 1, headHash: `0x${"1".repeat(64)}`, blockTime: now(), followedAt: now() });
}
/** What the worker does in a moment: jobs, then two rounds of sending a few seconds apart. */
async function work(): Promise<void> {
  await runJobs({ owner: "test" });
  const sender = createSender({ owner: "test", topRate: 1_000 });
  for (let n = 0; n < 2; n += 1) {
    await sender.round();
    await pass(3_100);
  }
  await sender.release();
}
async function linkedMember(name?: string): Promise<{ member: TestMember; telegramId: number }> {
  const member = await makeMember(name ? { name } : {});
  const telegramId = nextTelegram++;
  await telegramLinks().insertOne({ _id: member.id, telegramId, telegramName: "@x", locale: "en", since: now(), blockedAt: null });
  return { member, telegramId };
}
const texts = (chatId: number) => fake.to(chatId).map((message) => message.text);

describe("notices of rooms", () => {
  test("default: planned, moved, live and ended: the channel has two posts in the end, the member one message", async () => {
    const { member, telegramId } = await linkedMember();
    const at = new Date(now().getTime() + 7_200_000);
    const room = await createRoom({ actor: speaker, title: "Night *shift*", description: "", scheduledAt: at.toISOString() });
    await watchRooms();
    await watchRooms();
    await work();
    await updateRoom({ roomId: room.id, actor: speaker, scheduledAt: new Date(at.getTime() + 3_600_000).toISOString() });
    await watchRooms();
    await work();
    expect(fake.to(CHANNEL)).toMatchObject([{ text: expect.stringContaining("Planned: Night *shift*") as string, edits: 1 }]);
    expect(texts(telegramId)).toEqual([]);
    await startRoom({ roomId: room.id, actor: speaker });
    await work();
    expect(texts(telegramId)).toEqual(["Live now: Night *shift*\nHost: Ira"]);
    await rooms().updateOne({ _id: room.id }, { $set: { visitorIds: [member.id] } });
    await awardXp({ rule: "hand_raises", cause: room.id, memberId: member.id, amount: 10, ruleVersion: "default", evidence: { roomId: room.id } });
    await endRoom({ roomId: room.id, actor: speaker });
    await watchRooms();
    await work();
    expect(texts(telegramId)).toEqual(["Live now: Night *shift*\nHost: Ira"]);
    await pass(7 * 60_000);
    await work();
    expect(fake.to(telegramId)).toMatchObject([{ text: "Ended: Night *shift*\n1 minute, 1 person\nYou earned 10 XP.", edits: 1 }]);
    expect(texts(CHANNEL)).toHaveLength(2);
    expect(fake.to(CHANNEL).at(-1)).toMatchObject({ text: "Ended: Night *shift*\n1 minute, 1 person", edits: 1 });
  });

  test("behavior: every planned room is told of, however many there are", async () => {
    const scheduledAt = new Date(now().getTime() + 7_200_000).toISOString();
    const plans = await Promise.all(Array.from({ length: 23 }, (_, n) => createRoom({ actor: speaker, title: `Plan ${n}`, description: "", scheduledAt })));
    const planned = await jobs().countDocuments({ name: "announce-plan" });
    await watchRooms();
    expect((await jobs().countDocuments({ name: "announce-plan" })) - planned).toBeGreaterThanOrEqual(23);
    // Two dozen posts would hold the channel up for the tests after this one.
    await jobs().deleteMany({ name: "announce-plan", state: "ready" });
    for (const { id } of plans) await cancelRoom({ roomId: id, actor: speaker });
  });

  test("behavior: a plan further away than jobs and notices are kept is told once", async () => {
    const room = await createRoom({ actor: speaker, title: "Next year", description: "", scheduledAt: new Date(now().getTime() + 90 * 86_400_000).toISOString() });
    const said = () => texts(CHANNEL).filter((text) => text.includes("Next year"));
    await watchRooms();
    await work();
    await jobs().deleteMany({ name: "announce-plan", state: "done" });
    await telegramNotices().deleteMany({});
    await watchRooms();
    await work();
    expect(said()).toHaveLength(1);
    await updateRoom({ roomId: room.id, actor: speaker, scheduledAt: new Date(now().getTime() + 91 * 86_400_000).toISOString() });
    await watchRooms();
    await work();
    expect(said()).toHaveLength(2);
  });

  test("behavior: who wants plans hears of them; who lost the pass hears nothing", async () => {
    const [wants, lost] = [await linkedMember(), await linkedMember()];
    for (const { member } of [wants, lost]) await changeNoticeSettings({ memberId: member.id, change: { kinds: { room_scheduled: true }, timeZone: "Europe/Berlin" } });
    await memberships().updateOne({ _id: lost.member.wallet }, { $set: { tier: 0 } });
    await createRoom({ actor: speaker, title: "Plans", description: "", scheduledAt: "2030-01-01T18:00:00.000Z" });
    await watchRooms();
    await work();
    expect(texts(wants.telegramId)).toEqual(["Planned: Plans\nTue, Jan 1 19:00 GMT+1 · Ira"]);
    expect(texts(lost.telegramId)).toEqual([]);
  });

  test("behavior: the first 25 members hear of a live room in the first round after it went live", async () => {
    const audience = await Promise.all(Array.from({ length: 25 }, () => linkedMember()));
    const room = await createRoom({ actor: speaker, title: "All in", description: "" });
    await startRoom({ roomId: room.id, actor: speaker });
    await work();
    for (const { telegramId } of audience) expect(texts(telegramId)).toEqual(["Live now: All in\nHost: Ira"]);
  });

  test("behavior: an invitation to the stage waits for nothing, and is not told when it ran out", async () => {
    const { member, telegramId } = await linkedMember();
    await changeNoticeSettings({ memberId: member.id, change: { quiet: { from: 0, to: 23 } } });
    const room = await createRoom({ actor: speaker, title: "Stage", description: "" });
    const { enqueue } = await import("@/lib/jobs/queue");
    await enqueue({ name: "tell-invited", key: "1", input: { roomId: room.id, memberId: member.id, expiresAt: new Date(now().getTime() + 30_000).toISOString() } });
    await work();
    await enqueue({ name: "tell-invited", key: "2", input: { roomId: room.id, memberId: member.id, expiresAt: new Date(now().getTime() - 1).toISOString() } });
    await work();
    expect(texts(telegramId)).toEqual(['You are invited to the stage of "Stage". The invitation runs out in half a minute.']);
  });
});

describe("other notices", () => {
  test("default: a pass that ends is told seven days and one day before, once each", async () => {
    const { member, telegramId } = await linkedMember();
    await memberships().updateOne({ _id: member.wallet }, { $set: { expiresAt: new Date(Date.now() + 6.5 * 86_400_000) } });
    for (const [days, told] of [[0, 1], [1, 1], [5.6, 2], [5.8, 2]] as const) {
      moved = days * 86_400_000;
      await pass(0);
      await telegramSenders().deleteMany({});
      await tellPasses();
      await work();
      expect({ days, told: texts(telegramId).length }).toEqual({ days, told });
    }
    expect(texts(telegramId)[0]).toMatch(/^Your pass ends within 7 days/);
    expect(texts(telegramId)[1]).toMatch(/^Your pass ends within a day/);
  });

  test("default: the week is told on Monday at ten where the member lives, when it brought anything", async () => {
    const [busy, idle] = [await linkedMember(), await linkedMember()];
    await changeNoticeSettings({ memberId: busy.member.id, change: { timeZone: "Asia/Tokyo" } });
    moved = Date.UTC(2027, 0, 3, 23, 0) - Date.now();
    await pass(0);
    await awardXp({ rule: "listening_time", cause: "week", memberId: busy.member.id, amount: 130, ruleVersion: "default", evidence: {} });
    await tellWeek();
    await work();
    expect(texts(busy.telegramId)).toEqual([]);
    moved = Date.UTC(2027, 0, 4, 1, 30) - Date.now();
    await pass(0);
    await telegramSenders().deleteMany({});
    for (let n = 0; n < 2; n += 1) await tellWeek();
    await work();
    expect(texts(busy.telegramId)).toEqual(["Your week in the club: 130 XP. In all 130 XP, level 1.\nLevel 2 in 370 XP"]);
    expect(texts(idle.telegramId)).toEqual([]);
  });

  test("error: a badge nobody has is not told, and no notice job is left dead", async () => {
    const { member } = await linkedMember();
    await notifyBadge({ memberId: member.id, badgeId: 1, state: "final" });
    expect(await telegramNotices().findOne({ memberId: member.id })).toBeNull();
    expect(await jobs().countDocuments({ state: "dead" })).toBe(0);
  });
});
