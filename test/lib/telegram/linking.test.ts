import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assembleBot } from "@/bot/bot";
import { now, shiftClock } from "@/lib/platform/clock";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { sha256 } from "@/lib/platform/ids";
import { confirmLink } from "@/lib/telegram/confirm-link";
import { endLink } from "@/lib/telegram/end-link";
import { offerLink } from "@/lib/telegram/offer-link";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { readLink, startLink } from "@/lib/telegram/start-link";
import { telegramLinkCodes, telegramUpdates } from "@/lib/telegram/store";
import { workUpdates } from "@/lib/telegram/work-updates";
import { FakeTelegram, type FakeUser } from "../../fakes/telegram-server";
import { makeMember } from "../../setup/members";

let fake: FakeTelegram;
let bot: ReturnType<typeof assembleBot>;
let nextUser = 1000;
const newUser = (language_code = "en"): FakeUser => ({ id: nextUser++, username: `user${nextUser}`, first_name: "Ana", language_code });
const codeOf = (url: string) => new URL(url).searchParams.get("start") ?? "";

beforeAll(async () => {
  fake = await FakeTelegram.start();
  process.env.TELEGRAM_BOT_TOKEN = fake.token;
  process.env.TELEGRAM_API_ROOT = fake.url;
  await createDeclaredIndexes();
  bot = assembleBot();
  await bot.init();
});
afterAll(() => fake.stop());
beforeEach(() => shiftClock(0));

/** Delivers what people did, as polling does, and lets the bot work it off. */
async function deliver(...updates: object[]): Promise<void> {
  for (const update of updates) await receiveUpdate({ update });
  await workUpdates({ handle: (update) => bot.handleUpdate(update as never) });
}

describe("linking a Telegram account", () => {
  test("default: both sides say yes, and the link is there", async () => {
    const member = await makeMember();
    const user = newUser();
    const { url, expiresAt } = await startLink({ memberId: member.id });
    expect(url).toMatch(/^https:\/\/t\.me\/voice_club_test_bot\?start=[\w-]{43}$/);
    expect(expiresAt.getTime() - now().getTime()).toBeGreaterThan(590_000);
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    expect(fake.to(user.id).at(-1)?.text).toContain(`${member.wallet.slice(0, 6)}…${member.wallet.slice(-4)}`);
    expect(await readLink({ memberId: member.id })).toEqual({ state: "none" });
    await deliver(fake.presses(user, "Yes, link"));
    expect(await readLink({ memberId: member.id })).toEqual({ state: "pending", telegramName: `@${user.username}` });
    expect(await confirmLink({ memberId: member.id })).toMatchObject({ state: "linked", telegramName: `@${user.username}` });
  });

  test("behavior: the code is stored as a hash only", async () => {
    const member = await makeMember();
    const code = codeOf((await startLink({ memberId: member.id })).url);
    const rows = await telegramLinkCodes().find({ memberId: member.id }).toArray();
    expect(rows.map((row) => row._id)).toEqual([sha256(code)]);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("behavior: the bot speaks the reader's language", async () => {
    const user = newUser("ru");
    await deliver(fake.writes(user, "/start"));
    expect(fake.to(user.id).at(-1)?.text).toMatch(/Это бот клуба/);
  });

  test("behavior: a refusal in Telegram links nothing", async () => {
    const member = await makeMember();
    const user = newUser();
    const { url } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    await deliver(fake.presses(user, "No"));
    await expect(confirmLink({ memberId: member.id })).rejects.toMatchObject({ reason: "link_expired" });
  });

  test("behavior: two confirmations at once make one link", async () => {
    const member = await makeMember();
    const user = newUser();
    const { url } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    await deliver(fake.presses(user, "Yes, link"));
    const results = await Promise.allSettled([confirmLink({ memberId: member.id }), confirmLink({ memberId: member.id })]);
    expect(results.some((result) => result.status === "fulfilled")).toBe(true);
    expect(await readLink({ memberId: member.id })).toMatchObject({ state: "linked" });
  });

  test("behavior: the same update delivered ten times is handled once", async () => {
    const user = newUser();
    const update = fake.writes(user, "/help");
    const fresh = await Promise.all(Array.from({ length: 10 }, () => receiveUpdate({ update })));
    expect(fresh.filter(Boolean)).toHaveLength(1);
    await Promise.all([deliver(), deliver()]);
    expect(fake.to(user.id)).toHaveLength(1);
    expect(await telegramUpdates().findOne({ _id: update.update_id })).toMatchObject({ state: "done" });
  });

  test("behavior: an update whose worker died is handled when its lease is over", async () => {
    const user = newUser();
    const update = fake.writes(user, "/help");
    await receiveUpdate({ update });
    await telegramUpdates().updateOne({ _id: update.update_id }, { $set: { state: "leased", attempts: 1, leaseUntil: new Date(now().getTime() + 1000) } });
    await deliver();
    expect(fake.to(user.id)).toHaveLength(0);
    shiftClock(2000);
    await deliver();
    expect(fake.to(user.id)).toHaveLength(1);
  });

  test("behavior: unlinking from Telegram needs no wallet", async () => {
    const member = await makeMember();
    const user = newUser();
    const { url } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    await deliver(fake.presses(user, "Yes, link"));
    await confirmLink({ memberId: member.id });
    await deliver(fake.writes(user, "/unlink"));
    expect(await readLink({ memberId: member.id })).toEqual({ state: "none" });
  });

  test("error: a code works ten minutes and once", async () => {
    const member = await makeMember();
    const user = newUser();
    const code = codeOf((await startLink({ memberId: member.id })).url);
    shiftClock(601_000);
    await deliver(fake.writes(user, `/start ${code}`));
    expect(fake.to(user.id).at(-1)?.text).toMatch(/not valid any more/);
    shiftClock(0);
    await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${code}`));
    expect(fake.to(user.id).at(-1)?.text).toMatch(/not valid any more/);
  });

  test("error: a code that somebody else opened first is refused", async () => {
    const member = await makeMember();
    const code = codeOf((await startLink({ memberId: member.id })).url);
    const offer = (telegramId: number) => offerLink({ code, telegramId, telegramName: "@x", locale: "en" });
    const results = await Promise.allSettled([offer(1), offer(2), offer(3)]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  test("error: only the account that opened the code can press its buttons", async () => {
    const member = await makeMember();
    const [user, stranger] = [newUser(), newUser()];
    const { url } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    const pressed = fake.presses(user, "Yes, link") as { update_id: number; callback_query: { from: object } };
    await deliver({ ...pressed, callback_query: { ...pressed.callback_query, from: { is_bot: false, ...stranger } } });
    expect(await readLink({ memberId: member.id })).toEqual({ state: "none" });
  });

  test("error: one Telegram account belongs to one member", async () => {
    const [first, second] = [await makeMember(), await makeMember()];
    const user = newUser();
    const { url } = await startLink({ memberId: first.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    await deliver(fake.presses(user, "Yes, link"));
    await confirmLink({ memberId: first.id });
    const other = await startLink({ memberId: second.id });
    await deliver(fake.writes(user, `/start ${codeOf(other.url)}`));
    expect(fake.to(user.id).at(-1)?.text).toMatch(/already linked/);
    await expect(startLink({ memberId: first.id })).rejects.toMatchObject({ reason: "already_linked" });
    await endLink({ memberId: first.id });
    expect(await readLink({ memberId: first.id })).toEqual({ state: "none" });
  });
});
