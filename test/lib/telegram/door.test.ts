import { Api } from "grammy";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { runJobs } from "@/lib/jobs/run-jobs";
import { memberships, saveCursor } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { now, shiftClock } from "@/lib/platform/clock";
import { diagnoseDoor } from "@/lib/telegram/diagnose-door";
import { createSender } from "@/lib/telegram/run-sender";
import { setDryRun } from "@/lib/telegram/set-dry-run";
import { telegramChats, telegramJoins, telegramNotices, telegramRoster, telegramSenders } from "@/lib/telegram/store";
import { rowsOf } from "@/lib/telegram/pages-of";
import { askForSweep, sweepDoor, sweepIfAsked } from "@/lib/telegram/sweep-door";
import { viewDoor } from "@/lib/telegram/view-door";
import type { FakeTelegram, FakeUser } from "../../fakes/telegram-server";
import { newUser, startTelegram } from "../../setup/telegram";

const GROUP = -100900;
const HOUR_MS = 3_600_000;
const OWNER: FakeUser = { id: 60, first_name: "Olga" };
let telegram: Awaited<ReturnType<typeof startTelegram>>;
let fake: FakeTelegram;

beforeAll(async () => {
  process.env.TELEGRAM_CHANNEL_ID = String(GROUP);
  telegram = await startTelegram({ strict: true });
  fake = telegram.fake;
  await setDryRun({ dryRun: false, byId: "m_admin" });
});
afterAll(() => fake.stop());
beforeEach(async () => {
  await moveTo(0);
  fake.addChat({ id: GROUP, owner: OWNER });
  await Promise.all([telegramRoster().deleteMany({}), telegramJoins().deleteMany({}), telegramChats().deleteMany({})]);
});

/** The club's clock, with a chain that is followed; `away`: it stopped being followed an hour ago. */
async function moveTo(ms: number, { away = false } = {}): Promise<void> {
  shiftClock(ms);
  const followedAt = away ? new Date(now().getTime() - HOUR_MS) : now();
  await saveCursor(deploymentId(), { block: 1, headHash: `0x${"1".repeat(64)}`, blockTime: followedAt, followedAt });
}
/** Hands everything Telegram has to tell to the bot. */
async function hear(): Promise<void> {
  await telegram.deliver(...(await fake.world.takeUpdates(0, 0)));
}
async function tellAll(): Promise<void> {
  await telegramSenders().deleteMany({});
  await createSender({ owner: "door", topRate: 1_000 }).round();
}
const losePass = (wallet: `0x${string}`) => memberships().updateOne({ _id: wallet }, { $set: { tier: 0 } });
const statusOf = (user: FakeUser) => fake.world.chats.get(GROUP)?.members.get(user.id) ?? "never";
const inside = async (user: FakeUser) => (await telegramRoster().findOne({ _id: `${GROUP}:${user.id}` }))?.state;

async function insider(): Promise<Awaited<ReturnType<typeof telegram.linked>>> {
  const one = await telegram.linked();
  fake.becomes(one.user, GROUP, "member");
  await hear();
  return one;
}

describe("asking to join", () => {
  test("default: a linked member with a live pass is let in at once, and stands in the roster", async () => {
    const { user } = await telegram.linked();
    fake.asksToJoin(user, GROUP);
    await hear();
    expect(statusOf(user)).toBe("member");
    await hear();
    expect(await inside(user)).toBe("inside");
  });

  test("default: with ten seconds to answer, the answer is there", async () => {
    const { user } = await telegram.linked();
    fake.asksToJoin(user, GROUP, { query: true });
    fake.advance(9_000);
    await hear();
    expect(fake.requestOf(user.id)?.state).toBe("approved");
  });

  test("behavior: a stranger is told in their language what is missing, and let in when they linked", async () => {
    const user = newUser({ language_code: "ru" });
    fake.asksToJoin(user, GROUP);
    await hear();
    expect(statusOf(user)).toBe("never");
    expect(telegram.last(user)).toMatchObject({ text: expect.stringMatching(/свяжите этот Telegram/) as string, buttons: [{ text: "Открыть настройки" }] });
    expect((await viewDoor()).pending).toMatchObject([{ name: `@${user.username}`, why: "not_linked", person: null }]);
    await telegram.linked({ user });
    await runJobs({ owner: "door" });
    expect(statusOf(user)).toBe("member");
  });

  test("behavior: without a pass the request stays open, a club ban is declined", async () => {
    const [lost, banned] = [await telegram.linked(), await telegram.linked()];
    await losePass(lost.member.wallet);
    const { members } = await import("@/lib/membership/store");
    await members().updateOne({ _id: banned.member.id }, { $set: { ban: { reason: "spam", byId: "m_a", at: now() } } });
    for (const { user } of [lost, banned]) fake.asksToJoin(user, GROUP);
    await hear();
    expect(fake.requestOf(lost.user.id)?.state).toBe("open");
    expect(fake.requestOf(banned.user.id)?.state).toBe("declined");
    await memberships().updateOne({ _id: lost.member.wallet }, { $set: { tier: 1 } });
    await sweepDoor();
    expect(statusOf(lost.user)).toBe("member");
  });

  test("error: while the chain does not answer nobody is let in and nobody sent away; the next round decides", async () => {
    const { user } = await telegram.linked();
    await moveTo(0, { away: true });
    fake.asksToJoin(user, GROUP, { query: true });
    await hear();
    expect(fake.requestOf(user.id)?.state).toBe("queued");
    expect((await viewDoor()).pending).toMatchObject([{ why: "chain_away" }]);
    await moveTo(0);
    await sweepDoor();
    expect(statusOf(user)).toBe("member");
  });

  test("error: a request to another group is none of ours", async () => {
    const { user } = await telegram.linked();
    fake.addChat({ id: -5 });
    fake.asksToJoin(user, -5);
    await hear();
    expect(fake.requestOf(user.id)?.state).toBe("open");
  });
});

describe("rounds", () => {
  test("default: who lost the pass is warned, keeps a day, and then goes; coming back is a new request", async () => {
    const { member, user } = await insider();
    await losePass(member.wallet);
    expect(await sweepDoor()).toMatchObject({ warned: 1, removed: 0 });
    await tellAll();
    expect(telegram.last(user)?.text).toMatch(/stay in the members' group until/);
    await moveTo(23 * HOUR_MS);
    expect(await sweepDoor()).toMatchObject({ warned: 0, removed: 0 });
    await moveTo(25 * HOUR_MS);
    expect(await sweepDoor()).toMatchObject({ removed: 1 });
    expect(statusOf(user)).toBe("left");
    await hear();
    expect(await inside(user)).toBe("removed");
  });

  test("behavior: who has a pass again within the day stays as if nothing had been", async () => {
    const { member, user } = await insider();
    await losePass(member.wallet);
    await sweepDoor();
    await memberships().updateOne({ _id: member.wallet }, { $set: { tier: 1 } });
    await moveTo(25 * HOUR_MS);
    expect(await sweepDoor()).toMatchObject({ warned: 0, removed: 0 });
    expect(await telegramRoster().findOne({ _id: `${GROUP}:${user.id}` })).toMatchObject({ state: "inside", graceUntil: null });
  });

  test("behavior: the owner, admins and whoever became one unseen are never touched", async () => {
    const admin = newUser();
    fake.becomes(admin, GROUP, "administrator");
    fake.becomes(OWNER, GROUP, "creator");
    const { member, user } = await insider();
    await losePass(member.wallet);
    fake.world.chats.get(GROUP)?.members.set(user.id, "administrator");
    expect(await sweepDoor()).toMatchObject({ checked: 3, warned: 0, removed: 0 });
  });

  test("behavior: reporting only warns nobody and removes nobody", async () => {
    const { member, user } = await insider();
    await losePass(member.wallet);
    await setDryRun({ dryRun: true, byId: "m_admin" });
    expect(await sweepDoor()).toMatchObject({ dryRun: true, warned: 1, removed: 0 });
    await moveTo(30 * HOUR_MS);
    expect(await sweepDoor()).toMatchObject({ warned: 1, removed: 0 });
    expect(statusOf(user)).toBe("member");
    // And says whom.
    expect((await viewDoor()).roster).toMatchObject([{ name: `@${user.username}`, verdict: "no_pass", graceUntil: null }]);
    await setDryRun({ dryRun: false, byId: "m_admin" });
  });

  test("behavior: somebody who was never inside hears nothing of being removed", async () => {
    const { member } = await telegram.linked();
    await losePass(member.wallet);
    expect(await sweepDoor()).toMatchObject({ checked: 0, warned: 0 });
  });

  test("behavior: who wrote in the group is known to be inside; reports out of order change nothing", async () => {
    const { user } = await telegram.linked();
    const at = Math.floor(Date.now() / 1000);
    await telegram.deliver({ update_id: 41, message: { message_id: 1, date: at, chat: { id: GROUP, type: "supergroup", title: "x" }, from: { is_bot: false, ...user }, text: "hi" } });
    expect(await inside(user)).toBe("inside");
    await telegram.deliver({ update_id: 42, chat_member: { chat: { id: GROUP, type: "supergroup", title: "x" }, date: at - 100, from: { is_bot: false, ...user }, old_chat_member: { status: "member", user: { is_bot: false, ...user } }, new_chat_member: { status: "left", user: { is_bot: false, ...user } } } });
    expect(await inside(user)).toBe("inside");
  });

  test("behavior: what comes after somebody has left makes nobody of the group", async () => {
    const { user } = await insider();
    const chat = { id: GROUP, type: "supergroup", title: "x" };
    fake.becomes(user, GROUP, "left");
    await hear();
    const date = Math.floor(((await telegramRoster().findOne({ telegramId: user.id }))?.reportedAt.getTime() ?? 0) / 1000);
    const from = { is_bot: false, ...user };
    await telegram.deliver({ update_id: 51, message: { message_id: 2, date: date + 1, chat, from, left_chat_member: from } }, { update_id: 52, message: { message_id: 3, date, chat, from, text: "bye" } });
    expect(await inside(user)).toBe("left");
  });

  test("behavior: somebody known by a message only is asked for before they are warned", async () => {
    const { member, user } = await telegram.linked();
    await losePass(member.wallet);
    await telegram.deliver({ update_id: 53, message: { message_id: 4, date: Math.floor(Date.now() / 1000), chat: { id: GROUP, type: "supergroup", title: "x" }, from: { is_bot: false, ...user }, text: "a comment from outside" } });
    expect(await inside(user)).toBe("inside");
    expect(await sweepDoor()).toMatchObject({ checked: 1, warned: 0 });
    expect(await inside(user)).toBe("left");
  });

  test("behavior: a warning that a crash left out is made up for, once", async () => {
    const { member, user } = await insider();
    await losePass(member.wallet);
    await telegramRoster().updateOne({ telegramId: user.id }, { $set: { graceUntil: new Date(now().getTime() + 20 * HOUR_MS) } });
    for (let round = 0; round < 2; round += 1) expect(await sweepDoor()).toMatchObject({ warned: 0, removed: 0 });
    expect(await telegramNotices().countDocuments({ _id: { $gte: `door-warn:${GROUP}:${user.id}:`, $lt: `door-warn:${GROUP}:${user.id};` } })).toBe(1);
  });

  test("behavior: Telegram's report of a removal may come before the end of it, and a limit is waited for", async () => {
    const { member, user } = await insider();
    await losePass(member.wallet);
    await telegramRoster().updateOne({ telegramId: user.id }, { $set: { graceUntil: new Date(now().getTime() - 1_000) } });
    const { unbanChatMember } = Api.prototype;
    const unban = vi.spyOn(Api.prototype, "unbanChatMember").mockImplementation(async function (this: Api, ...args) {
      await hear();
      expect(await inside(user)).toBe("left");
      return unbanChatMember.apply(this, args);
    });
    fake.limitNext(1, "banChatMember");
    expect(await sweepDoor()).toMatchObject({ removed: 1 });
    unban.mockRestore();
    expect(await inside(user)).toBe("removed");
    await tellAll();
    expect(telegram.last(user)?.text).toMatch(/You are out of the members/);
  });

  test("behavior: where Telegram wants a pause, the request to join is decided after it", async () => {
    const { user } = await telegram.linked();
    fake.limitNext(3, "approveChatJoinRequest");
    fake.asksToJoin(user, GROUP);
    await hear();
    expect(statusOf(user)).toBe("never");
    await moveTo(3_500);
    await telegram.work();
    expect(statusOf(user)).toBe("member");
    await hear();
  });

  test("error: the chain is away: nobody is warned or removed", async () => {
    const { member } = await insider();
    await losePass(member.wallet);
    await moveTo(0, { away: true });
    expect(await sweepDoor()).toMatchObject({ checked: 1, unknown: 1, warned: 0, removed: 0 });
  });

  test("error: Telegram does not say who is admin: the round touches nobody and says so", async () => {
    const { member } = await insider();
    await losePass(member.wallet);
    fake.failNext(500, "Internal Server Error");
    expect(await sweepDoor()).toMatchObject({ checked: 0, fault: expect.stringContaining("getChatAdministrators") as string });
  });
});

describe("the bot's own place", () => {
  test("default: everything in place, with a link to ask by", async () => {
    const { checks, invite } = await diagnoseDoor();
    expect(checks.every((check) => check.ok)).toBe(true);
    expect(invite).toMatch(/^https:\/\/t\.me\/\+/);
  });

  test("error: removed, demoted or without a right: named, and rounds touch nobody", async () => {
    const missing = async () => (await diagnoseDoor()).checks.filter((check) => !check.ok).map((check) => check.name);
    fake.botBecomes(GROUP, "administrator", { can_invite_users: true });
    expect(await missing()).toEqual(["restrict"]);
    fake.botBecomes(GROUP, "member");
    expect(await missing()).toEqual(["admin", "invite", "restrict"]);
    fake.botBecomes(GROUP, "kicked");
    expect(await missing()).toEqual(["inside"]);
    expect(await sweepDoor()).toMatchObject({ checked: 0, fault: expect.stringContaining("kicked") as string });
  });

  test("error: a group that became a supergroup is followed to its new number, with its roster", async () => {
    const { user } = await insider();
    fake.migrates(GROUP, -100901);
    await hear();
    expect(await telegramRoster().findOne({ _id: `-100901:${user.id}` })).toMatchObject({ state: "inside" });
    expect(await sweepDoor()).toMatchObject({ checked: 1, fault: null });
  });

  test("behavior: a round that an admin asks for is made once, by whoever comes first", async () => {
    await askForSweep();
    const rounds = await Promise.all([sweepIfAsked(), sweepIfAsked()]);
    expect(rounds.filter((round) => round !== null)).toHaveLength(1);
    expect(await sweepIfAsked()).toBeNull();
  });

  test("behavior: a large group is gone through to its end", async () => {
    const many = Array.from({ length: 1_201 }, (_, n) => ({ _id: `-9:${n}`, chatId: -9, telegramId: n, name: "x", state: "inside" as const, admin: true, reportedAt: now(), graceUntil: null }));
    await telegramRoster().insertMany(many);
    const seen = new Set<string>();
    for await (const row of rowsOf(telegramRoster(), { chatId: -9, state: "inside" })) seen.add(row._id);
    expect(seen.size).toBe(many.length);
    await telegramRoster().deleteMany({ chatId: -9 });
  });
});
