import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now, shiftClock } from "@/lib/platform/clock";
import { sha256 } from "@/lib/platform/ids";
import { confirmLink, refuseLink } from "@/lib/telegram/confirm-link";
import { endLink } from "@/lib/telegram/end-link";
import { offerLink } from "@/lib/telegram/offer-link";
import { readLink } from "@/lib/telegram/read-link";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { startLink } from "@/lib/telegram/start-link";
import { telegramLinkCodes, telegramUpdates } from "@/lib/telegram/store";
import type { FakeTelegram } from "../../fakes/telegram-server";
import { makeMember } from "../../setup/members";
import { codeOf, newUser, startTelegram } from "../../setup/telegram";

let telegram: Awaited<ReturnType<typeof startTelegram>>;
let fake: FakeTelegram;
const deliver = (...updates: object[]) => telegram.deliver(...updates);

beforeAll(async () => {
  telegram = await startTelegram();
  fake = telegram.fake;
});
afterAll(() => fake.stop());
beforeEach(() => shiftClock(0));

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
    expect(await readLink({ memberId: member.id })).toMatchObject({ state: "pending", telegramName: `@${user.username}`, name: member.name, wallet: `${member.wallet.slice(0, 6)}…${member.wallet.slice(-4)}` });
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
    const user = newUser({ language_code: "ru" });
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

  test("behavior: the same yes twice is one yes, also after the site has said its own", async () => {
    const member = await makeMember();
    const user = newUser();
    await deliver(fake.writes(user, `/start ${codeOf((await startLink({ memberId: member.id })).url)}`));
    const [yes, again, late] = [fake.presses(user, "Yes, link"), fake.presses(user, "Yes, link"), fake.presses(user, "Yes, link")];
    await deliver(yes, again);
    expect(telegram.last(user)?.text).toContain("confirm there");
    expect(await readLink({ memberId: member.id })).toMatchObject({ state: "pending" });
    await confirmLink({ memberId: member.id });
    await deliver(late);
    expect(telegram.last(user)?.text).toContain("confirm there");
    expect(await readLink({ memberId: member.id })).toMatchObject({ state: "linked" });
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

  test("behavior: the code alone is as good as the link, with /link or by itself", async () => {
    for (const text of [(code: string) => `/link ${code}`, (code: string) => ` ${code} `]) {
      const member = await makeMember();
      const user = newUser();
      await deliver(fake.writes(user, text((await startLink({ memberId: member.id })).code)));
      expect(telegram.last(user)?.text).toContain(member.name);
    }
  });

  test("behavior: another Telegram takes the place of the linked one only when both sides said yes", async () => {
    const { member, user } = await telegram.linked();
    const other = newUser();
    const { code } = await startLink({ memberId: member.id, replace: true });
    await deliver(fake.writes(other, `/start ${code}`));
    await deliver(fake.presses(other, "Yes, link"));
    expect(await readLink({ memberId: member.id })).toMatchObject({ state: "pending", telegramName: `@${other.username}`, replaces: `@${user.username}` });
    expect(await confirmLink({ memberId: member.id })).toMatchObject({ state: "linked", telegramName: `@${other.username}` });
    // The old account is free for somebody else.
    const next = await makeMember();
    await deliver(fake.writes(user, `/start ${(await startLink({ memberId: next.id })).code}`));
    expect(telegram.last(user)?.text).toContain(next.name);
  });

  test("behavior: a replacement that the site refuses leaves the link as it was", async () => {
    const { member, user } = await telegram.linked();
    const other = newUser();
    await deliver(fake.writes(other, `/start ${(await startLink({ memberId: member.id, replace: true })).code}`));
    await deliver(fake.presses(other, "Yes, link"));
    expect(await refuseLink({ memberId: member.id })).toMatchObject({ state: "linked", telegramName: `@${user.username}` });
    expect(await confirmLink({ memberId: member.id })).toMatchObject({ telegramName: `@${user.username}` });
  });

  test("behavior: a crash between writing the link and spending the code loses nothing", async () => {
    const { member } = await telegram.linked();
    await telegramLinkCodes().updateOne({ memberId: member.id }, { $set: { state: "agreed" } });
    expect(await confirmLink({ memberId: member.id })).toMatchObject({ state: "linked" });
  });

  test("error: guessing codes is stopped after ten tries, and no code is as short as a guess", async () => {
    const user = newUser();
    for (let tries = 0; tries < 10; tries += 1) await deliver(fake.writes(user, `/start ${"A".repeat(42)}${tries}`));
    expect(telegram.last(user)?.text).toMatch(/not valid any more/);
    const member = await makeMember();
    await deliver(fake.writes(user, `/start ${(await startLink({ memberId: member.id })).code}`));
    expect(telegram.last(user)?.text).toMatch(/too many codes/);
    for (const text of ["/start ../../etc", "/start A", `/link ${"x".repeat(4000)}`]) await deliver(fake.writes(newUser(), text));
  });

  test("error: a code that was answered once is spent, whatever the answer", async () => {
    const member = await makeMember();
    const [user, second] = [newUser(), newUser()];
    const { code } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${code}`));
    await deliver(fake.presses(user, "No"));
    for (const who of [user, second]) {
      await deliver(fake.writes(who, `/start ${code}`));
      expect(telegram.last(who)?.text).toMatch(/not valid any more/);
    }
  });

  test("error: an attacker's code in a victim's Telegram shows the attacker's account, and still needs the site", async () => {
    const attacker = await makeMember({ name: "Mallory" });
    const victim = newUser();
    const { code } = await startLink({ memberId: attacker.id });
    await deliver(fake.writes(victim, `/start ${code}`));
    expect(telegram.last(victim)?.text).toContain("Mallory");
    expect(await readLink({ memberId: attacker.id })).toEqual({ state: "none" });
    await expect(confirmLink({ memberId: attacker.id })).rejects.toMatchObject({ reason: "link_expired" });
  });

  test("error: two members confirming the same Telegram at once: one of them has it", async () => {
    const [first, second] = [await makeMember(), await makeMember()];
    const user = newUser();
    for (const member of [first, second]) {
      await deliver(fake.writes(user, `/start ${(await startLink({ memberId: member.id })).code}`));
      await deliver(fake.presses(user, "Yes, link"));
    }
    const results = await Promise.allSettled([first, second].map((member) => confirmLink({ memberId: member.id })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({ reason: { reason: "telegram_taken" } });
  });

  test("error: names that break markup, turn the text or are missing stay names", async () => {
    const names = ["*_[Ana](http://evil.example)`", "\u202Eanna\u202C", "<b>Ana</b> & co", ""];
    for (const first_name of names) {
      const { member } = await telegram.linked({ user: { id: newUser().id, first_name, language_code: "en" } });
      const link = await readLink({ memberId: member.id });
      expect(link).toMatchObject({ state: "linked" });
      if (link.state === "linked") expect(link.telegramName).toMatch(/^[^\u202A-\u202E]+$/);
    }
  });
});
