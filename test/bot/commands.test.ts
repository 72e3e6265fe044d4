import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { publishCommands } from "@/bot/bot";
import { now, shiftClock } from "@/lib/platform/clock";
import { memberships } from "@/lib/membership/store";
import { createRoom } from "@/lib/rooms/create-room";
import { openRoom } from "@/lib/rooms/open-room";
import { startRoom } from "@/lib/rooms/start-room";
import { readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { telegramLinks, telegramUpdates } from "@/lib/telegram/store";
import { awardXp } from "@/lib/xp/award-xp";
import { makeMember } from "../setup/members";
import { newUser, startTelegram } from "../setup/telegram";

let telegram: Awaited<ReturnType<typeof startTelegram>>;
const says = async (user: ReturnType<typeof newUser>, text: string) => {
  await telegram.deliver(telegram.fake.writes(user, text));
  return telegram.last(user);
};
const presses = async (user: ReturnType<typeof newUser>, label: string) => {
  await telegram.deliver(telegram.fake.presses(user, label));
  return telegram.last(user);
};

beforeAll(async () => {
  telegram = await startTelegram();
});
afterAll(() => telegram.fake.stop());
beforeEach(() => shiftClock(0));
afterEach(() => vi.restoreAllMocks());

describe("the bot", () => {
  test("default: /start greets with buttons, and each leads somewhere and back by changing one message", async () => {
    const { user } = await telegram.linked();
    const hello = await says(user, "/start");
    expect(hello?.buttons.map((button) => button.text)).toEqual(["Live now", "Coming up", "My progress", "Leaderboard", "Notices", "Open the club"]);
    const before = telegram.fake.to(user.id).length;
    for (const label of ["My progress", "Menu", "Leaderboard", "Menu", "Notices", "Menu", "Coming up", "Menu", "Live now"]) await presses(user, label);
    expect(telegram.fake.to(user.id)).toHaveLength(before);
    expect(telegram.last(user)?.edits).toBe(9);
    expect(telegram.fake.answered.length).toBeGreaterThanOrEqual(9);
  });

  test("default: /live and /next list rooms with buttons to them, in the reader's language", async () => {
    const speaker = await makeMember({ name: "Ira", roles: { speaker: true } });
    const room = await createRoom({ actor: speaker, title: "Night _shift_ *", description: "", scheduledAt: new Date(now().getTime() + 3_600_000).toISOString() });
    expect((await says(newUser(), "/next"))?.text).toContain("Night _shift_ *");
    await openRoom({ roomId: room.id, actor: speaker });
    await startRoom({ roomId: room.id, actor: speaker });
    const shown = await says(newUser({ language_code: "ru" }), "/live");
    expect(shown?.text).toMatch(/^Сейчас в эфире/);
    expect(shown?.buttons[0]).toMatchObject({ text: "Войти: Night _shift_ *", url: expect.stringContaining(`/rooms/${room.id}`) as string });
  });

  test("default: /me shows level, XP and badges, /top the board", async () => {
    const { member, user } = await telegram.linked({ name: "Lena" });
    await awardXp({ rule: "listening_time", cause: "test", memberId: member.id, amount: 120, ruleVersion: "default", evidence: {} });
    expect((await says(user, "/me"))?.text).toBe("Lena, level 1\n120 XP, 120 of it this week\nLevel 2 in 380 XP\nNo badges yet");
    expect((await says(user, "/top"))?.text).toMatch(/Nobody has earned XP yet|Leaderboard/);
  });

  test("behavior: /settings switches one kind with each press, and the quiet hours", async () => {
    const { member, user } = await telegram.linked();
    await says(user, "/settings");
    expect((await presses(user, "On: Live now"))?.buttons.map((button) => button.text)).toContain("Off: Live now");
    await presses(user, "Quiet hours 23:00 to 8:00");
    expect(await readNoticeSettings({ memberId: member.id })).toMatchObject({ kinds: { room_live: false, badge: true }, quiet: { from: 23, to: 8 } });
  });

  test("behavior: who is not linked or has no pass is led to it", async () => {
    const stranger = newUser();
    for (const command of ["/me", "/top", "/settings"]) expect((await says(stranger, command))?.text).toMatch(/not linked/);
    const { user, member } = await telegram.linked();
    await memberships().updateOne({ _id: member.wallet }, { $set: { tier: 0 } });
    expect(await says(user, "/me")).toMatchObject({ text: expect.stringContaining("live membership pass") as string, buttons: [{ text: "Get a pass" }, { text: "Menu" }] });
  });

  test("behavior: the commands stand in Telegram's menu in both languages", async () => {
    await publishCommands(telegram.bot);
    expect(telegram.fake.world.commands.map(({ language, list }) => [language, list.length])).toEqual([["", 8], ["ru", 8]]);
  });

  test("behavior: stopping the bot is noted, starting it again too", async () => {
    const { member, user } = await telegram.linked();
    const change = (status: string) => ({ update_id: status === "kicked" ? 900_001 : 900_002, my_chat_member: { chat: { id: user.id, type: "private", first_name: "Ana" }, from: { is_bot: false, ...user }, date: 1, old_chat_member: { status: "member", user: { id: 4242, is_bot: true, first_name: "x" } }, new_chat_member: { status, user: { id: 4242, is_bot: true, first_name: "x" } } } });
    await telegram.deliver(change("kicked"));
    expect((await telegramLinks().findOne({ _id: member.id }))?.blockedAt).toBeInstanceOf(Date);
    await telegram.deliver(change("member"));
    expect((await telegramLinks().findOne({ _id: member.id }))?.blockedAt).toBeNull();
  });

  test("behavior: a limit while answering is waited for, and the answer then comes once", async () => {
    const user = newUser();
    telegram.fake.limitNext(7);
    await says(user, "/help");
    expect(telegram.fake.to(user.id)).toHaveLength(0);
    await telegram.work();
    expect(telegram.fake.to(user.id)).toHaveLength(0);
    shiftClock(7_500);
    await telegram.work();
    expect(telegram.fake.to(user.id)).toHaveLength(1);
  });

  test("behavior: a press that is handled twice, because the answer had to wait, has changed it once", async () => {
    const { member, user } = await telegram.linked();
    await says(user, "/settings");
    telegram.fake.limitNext(3);
    await presses(user, "On: Live now");
    shiftClock(3_500);
    await telegram.work();
    expect(await readNoticeSettings({ memberId: member.id })).toMatchObject({ kinds: { room_live: false } });
    expect(telegram.last(user)?.buttons.map((button) => button.text)).toContain("Off: Live now");
    shiftClock(0);
  });

  test("error: long texts, unknown commands, stickers and old presses get a sentence", async () => {
    const user = newUser();
    for (const text of ["x".repeat(4097), "/nothing", "\u0000", "/me@voice_club_test_bot"]) expect((await says(user, text))?.text).toBeTruthy();
    await telegram.deliver({ update_id: 7_000_001, message: { message_id: 1, date: 1, chat: { id: user.id, type: "private", first_name: "x" }, from: { is_bot: false, ...user }, sticker: {} } });
    expect(telegram.last(user)?.text).toMatch(/buttons and commands/);
    const pressed = telegram.fake.presses(user, "Live now");
    telegram.fake.advance(20_000);
    await telegram.deliver(pressed);
    expect(await telegramUpdates().findOne({ _id: pressed.update_id })).toMatchObject({ state: "done" });
  });

  test("error: who stopped the bot meanwhile is no fault that comes again", async () => {
    const user = newUser();
    telegram.fake.block(user.id);
    const update = telegram.fake.writes(user, "/help");
    await telegram.deliver(update);
    expect(await telegramUpdates().findOne({ _id: update.update_id })).toMatchObject({ state: "done" });
  });
});
