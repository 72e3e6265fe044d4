import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listSessions } from "@/lib/auth/list-sessions";
import { readSession } from "@/lib/auth/read-session";
import { now, shiftClock } from "@/lib/platform/clock";
import { checkInitData } from "@/lib/telegram/check-init-data";
import { confirmLink } from "@/lib/telegram/confirm-link";
import { endLink, endLinkOfTelegram } from "@/lib/telegram/end-link";
import { openMiniApp } from "@/lib/telegram/open-mini-app";
import { startLink } from "@/lib/telegram/start-link";
import { telegramMiniApps } from "@/lib/telegram/store";
import { signInitData } from "../../fakes/telegram/init-data";
import type { FakeUser } from "../../fakes/telegram-server";
import { DEPTH } from "../../setup/depth";
import { followNow } from "../../setup/members";
import { codeOf, newUser, startTelegram } from "../../setup/telegram";

const HOUR_MS = 3_600_000;
let telegram: Awaited<ReturnType<typeof startTelegram>>;

beforeAll(async () => {
  telegram = await startTelegram();
});
afterAll(() => telegram.fake.stop());
beforeEach(() => shiftClock(0));

const dataOf = (user: FakeUser, fields: Record<string, string> = {}, at = now()): string => signInitData({ token: telegram.fake.token, user, at, fields });
const open = (initData: string, clientToken?: string) => openMiniApp({ initData, clientToken });
const check = (initData: string) => checkInitData({ initData, token: telegram.fake.token, at: now() });

/** Puts another Telegram account in the place of the linked one, with the yes of both sides. */
async function replaceLink(memberId: string): Promise<void> {
  const other = newUser();
  const { url } = await startLink({ memberId, replace: true });
  await telegram.deliver(telegram.fake.writes(other, `/start ${codeOf(url)}`));
  await telegram.deliver(telegram.fake.presses(other, "Yes, link"));
  await confirmLink({ memberId });
}

describe("opening the Mini App", () => {
  test("default: a linked account gets a session of an hour, without power, for the Mini App's cookie only", async () => {
    const { member, user } = await telegram.linked({ roles: { admin: true, speaker: true } });
    const { view, token, seconds } = await open(dataOf(user));
    expect(view).toMatchObject({ state: "signed_in", name: member.name });
    expect(seconds).toBeGreaterThan(3_590);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect(await readSession({ token, miniApp: true })).toMatchObject({ id: member.id, method: "mini_app", limited: true, roles: { owner: false, admin: false, speaker: false, member: true } });
    expect(await readSession({ token })).toBeNull();
    expect(await readSession({ token: member.token, miniApp: true })).toBeNull();
    shiftClock(HOUR_MS);
    await followNow();
    expect(await readSession({ token, miniApp: true })).toBeNull();
  });

  test("behavior: the same initData goes on with its client, not longer than before, and is refused to every other", async () => {
    const { user, member } = await telegram.linked();
    const initData = dataOf(user);
    const first = await open(initData);
    shiftClock(10 * 60_000);
    await followNow();
    const again = await open(initData, first.token);
    expect(again.token).toBe(first.token);
    expect(again.view).toEqual(first.view);
    expect(await listSessions({ memberId: member.id, currentId: "" })).toHaveLength(2);
    await expect(open(initData)).rejects.toMatchObject({ code: "unauthenticated", reason: "init_data_refused" });
    await expect(open(initData, "somebody-else")).rejects.toMatchObject({ reason: "init_data_refused" });
    await expect(open(initData.split("&").reverse().join("&"))).rejects.toMatchObject({ reason: "init_data_refused" });
    await expect(open(initData.replace(/hash=(\w+)/, (_, hash: string) => `hash=${hash.toUpperCase()}`))).rejects.toMatchObject({ reason: "init_data_refused" });
  });

  test("behavior: of many clients with one initData exactly one gets in", async () => {
    const { user } = await telegram.linked();
    const initData = dataOf(user);
    const results = await Promise.allSettled(Array.from({ length: DEPTH.racers }, () => open(initData)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  test("behavior: a new opening in the same client ends the session before it, whoever that was", async () => {
    const [ana, max] = [await telegram.linked(), await telegram.linked()];
    const first = await open(dataOf(ana.user));
    const second = await open(dataOf(max.user), first.token);
    expect(second.view).toMatchObject({ name: max.member.name });
    expect(await readSession({ token: first.token, miniApp: true })).toBeNull();
  });

  test("behavior: an account that is not linked goes on with the same opening once it is", async () => {
    const user = newUser();
    const initData = dataOf(user);
    const first = await open(initData);
    expect(first.view).toEqual({ state: "unlinked", telegramName: `@${user.username}` });
    expect(await readSession({ token: first.token, miniApp: true })).toBeNull();
    const { member } = await telegram.linked({ user });
    await expect(open(initData)).rejects.toMatchObject({ reason: "init_data_refused" });
    expect((await open(initData, first.token)).view).toMatchObject({ state: "signed_in", name: member.name });
  });

  test("behavior: the end of the link, on either side, and another account in its place end what it signed in, and not the wallet's sessions", async () => {
    for (const end of [(memberId: string) => endLink({ memberId }), (_: string, telegramId: number) => endLinkOfTelegram({ telegramId }), replaceLink]) {
      const { member, user } = await telegram.linked();
      const initData = dataOf(user);
      const { token } = await open(initData);
      await end(member.id, user.id);
      expect(await readSession({ token, miniApp: true })).toBeNull();
      expect(await readSession({ token: member.token })).not.toBeNull();
      expect((await open(initData, token)).view).toMatchObject({ state: "unlinked" });
      await telegram.linked({ user });
      await expect(open(initData, token)).rejects.toMatchObject({ reason: "init_data_refused" });
    }
  });

  test("behavior: neither token nor initData is stored", async () => {
    const { user } = await telegram.linked();
    const { token } = await open(dataOf(user));
    const rows = JSON.stringify(await telegramMiniApps().find({}).toArray());
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(user.username);
  });
});

describe("the check of initData", () => {
  test("error: forged, foreign, altered, doubled or unsigned is refused", () => {
    const user = newUser();
    const good = dataOf(user);
    expect(check(good)).toMatchObject({ ok: true, data: { telegramId: user.id } });
    expect(check(signInitData({ token: "4242:another-bot", user }))).toEqual({ ok: false, fault: "hash" });
    expect(check(good.replace(`${user.id}`, `${user.id + 1}`))).toEqual({ ok: false, fault: "hash" });
    expect(check(`${good}&more=1`)).toEqual({ ok: false, fault: "hash" });
    expect(check(`${good}&user=%7B%22id%22%3A1%7D`)).toEqual({ ok: false, fault: "form" });
    expect(check(good.replace(/&?hash=\w+/, ""))).toEqual({ ok: false, fault: "form" });
    expect(check(good.replace(/hash=\w{2}/, "hash="))).toEqual({ ok: false, fault: "form" });
    expect(check("")).toEqual({ ok: false, fault: "form" });
    expect(check(dataOf(user, { user: "no json" }))).toEqual({ ok: false, fault: "user" });
    expect(check(dataOf(user, { user: JSON.stringify({ id: -5, first_name: "Group" }) }))).toEqual({ ok: false, fault: "user" });
  });

  test("error: older than an hour, or from the future, is refused", async () => {
    const user = newUser();
    const at = (seconds: number) => check(dataOf(user, {}, new Date(now().getTime() + seconds * 1000)));
    expect(at(-3_590)).toMatchObject({ ok: true });
    expect(at(-3_700)).toEqual({ ok: false, fault: "old" });
    expect(at(30)).toMatchObject({ ok: true });
    expect(at(120)).toEqual({ ok: false, fault: "old" });
    expect(check(dataOf(user, { auth_date: "soon" }))).toEqual({ ok: false, fault: "form" });
    await expect(open(dataOf(user, {}, new Date(now().getTime() - 2 * HOUR_MS)))).rejects.toMatchObject({ code: "unauthenticated", reason: "init_data_old" });
  });

  test("error: no altered text passes and none makes it throw", () => {
    const good = dataOf(newUser({ first_name: "Zoë & <b>" }));
    const altered = fc.tuple(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 3 })).map(([place, text]) => good.slice(0, place) + text + good.slice(place + text.length));
    const same = (text: string) => JSON.stringify([...new URLSearchParams(text)].sort()).toLowerCase() === JSON.stringify([...new URLSearchParams(good)].sort()).toLowerCase();
    fc.assert(fc.property(fc.oneof(altered, fc.string()), (text) => same(text) || !check(text).ok), { numRuns: DEPTH.propertyRuns });
  });
});
