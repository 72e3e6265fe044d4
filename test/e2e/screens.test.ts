import type { Browser, BrowserContext, Page } from "playwright-core";
import { MongoClient } from "mongodb";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openSession } from "@/scripts/bench/open-session";
import { LOCAL_KEYS } from "@/scripts/start/environment";
import { signInitData } from "../fakes/telegram/init-data";
import { THEMES } from "../fakes/telegram-page";
import { FakeTelegram } from "../fakes/telegram-server";
import { seriousFindings } from "../setup/axe";
import { testBrowser } from "../setup/browser";
import { DEPTH } from "../setup/depth";
import { launchBrowser, openPage, scriptBytes } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";

type Who = "nobody" | "newcomer" | "member" | "admin" | "owner";
type Look = { width: number; theme: "dark" | "light"; locale: "en" | "ru" };

/** Every page that a person can open without a room, with the person who sees most of it. */
const SCREENS: Record<Who, string[]> = {
  nobody: ["/", "/join", "/no-such-page"],
  newcomer: ["/join", "/settings"],
  member: ["/", "/join", "/rooms", "/badges", "/progress", "/leaderboard", "/leaderboard?period=7d", "/members", `/members/${address("member")}`, "/settings"],
  admin: ["/studio"],
  owner: ["/admin", "/admin/members", "/admin/passes", "/admin/grants", "/admin/treasury", "/admin/badges", "/admin/reports", "/admin/admins", "/admin/minting", "/admin/xp", "/admin/telegram", "/admin/settings", "/admin/audit"],
};
const LOOKS: Look[] = [
  { width: 360, theme: "dark", locale: "ru" },
  { width: 1280, theme: "light", locale: "en" },
  { width: 360, theme: "light", locale: "en" },
  { width: 1280, theme: "dark", locale: "ru" },
  { width: 360, theme: "light", locale: "ru" },
  { width: 1280, theme: "dark", locale: "en" },
  { width: 360, theme: "dark", locale: "en" },
  { width: 1280, theme: "light", locale: "ru" },
];

/** The Mini App's pages, for a member whose Telegram account is linked. */
const TELEGRAM_SCREENS = ["/tg/rooms", "/tg/progress", "/tg/notices", "/tg/back/rooms"];
const ANA = { id: 7001, username: "ana", first_name: "Ana" };

const [FIRST] = LOOKS as [Look];

const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
const faults: string[] = [];
let club: RunningClub;
let telegram: FakeTelegram;
let browser: Browser;

beforeEach((context) => context.skip(missing !== "", missing));
beforeAll(async () => {
  if (missing) return;
  browser = await launchBrowser();
  telegram = await FakeTelegram.start();
  club = await startRunningClub({ name: "screens", extra: { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_BOT_USERNAME: "voice_club_test_bot" } });
});
afterAll(async () => {
  await browser?.close();
  await club?.stop();
  await telegram?.stop();
});

function address(who: keyof typeof LOCAL_KEYS): string {
  return privateKeyToAccount(LOCAL_KEYS[who]).address.toLowerCase();
}

async function openAs(who: Who, { width, theme, locale }: Look): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: locale === "ru" ? "ru-RU" : "en-GB", reducedMotion: "reduce" });
  await context.addCookies([{ name: "theme", value: theme, url: club.url }, { name: "locale", value: locale, url: club.url }]);
  // Over HTTP: the way through the wallet window is another test.
  if (who !== "nobody") await context.addCookies([{ ...(await openSession({ url: club.url, key: LOCAL_KEYS[who] })), url: club.url, httpOnly: true, sameSite: "Lax" }]);
  return context;
}

/** What a person would stumble over on this page: serious findings of axe, and sideways scrolling. */
async function troubles(page: Page): Promise<string[]> {
  const serious = await seriousFindings(page);
  const wide = (await page.evaluate("document.documentElement.scrollWidth - innerWidth")) as number;
  return [...serious, ...(wide > 0 ? [`${wide} px too wide`] : [])];
}

test.each(LOOKS.slice(0, DEPTH.looks))("default: every screen holds at $width px, $theme, $locale", async (look) => {
  for (const [who, paths] of Object.entries(SCREENS) as [Who, string[]][]) {
    const context = await openAs(who, look);
    const page = await openPage(context, faults);
    for (const path of paths) {
      await page.goto(`${club.url}${path}`);
      await page.locator("main h1, main h2").first().waitFor();
      expect(await troubles(page), `${path} as ${who}`).toEqual([]);
    }
    await context.close();
  }
});

/** Bytes of script a page may bring, as sent. */
const WEIGHT = { home: 126_000, room: 290_000 };

test.each(["nobody", "member"] as const)("behavior: the home page brings %s no more script than its bar", async (who) => {
  const context = await openAs(who, FIRST);
  const bytes = await scriptBytes(context, `${club.url}/`);
  console.log(`script of / for ${who}: ${(bytes / 1000).toFixed(1)} kB`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(WEIGHT.home);
  await context.close();
});

test("behavior: the page of a live room brings no more script than its bar", async () => {
  const host = await openAs("admin", FIRST);
  const headers = { origin: club.url };
  const made = await host.request.post(`${club.url}/api/rooms`, { headers, data: { title: "How heavy is a room" } });
  const { id } = (await made.json()) as { id: string };
  expect((await host.request.post(`${club.url}/api/rooms/${id}/start`, { headers, data: {} })).ok()).toBe(true);
  const context = await openAs("member", FIRST);
  const bytes = await scriptBytes(context, `${club.url}/rooms/${id}`);
  console.log(`script of a room page: ${(bytes / 1000).toFixed(1)} kB`);
  expect(bytes).toBeGreaterThan(WEIGHT.home);
  expect(bytes).toBeLessThanOrEqual(WEIGHT.room);
  await host.request.post(`${club.url}/api/rooms/${id}/end`, { headers, data: {} });
  await context.close();
  await host.close();
});

test.each([["/lives", "/rooms"], ["/live/r_01", "/rooms/r_01"], ["/live-management", "/studio"]])("behavior: the address of before %s leads to %s for good, signed in or not", async (from, to) => {
  const { status, headers } = await fetch(`${club.url}${from}?tag=x`, { redirect: "manual" });
  expect([status, headers.get("location")]).toEqual([308, `${to}?tag=x`]);
});

/** Links a demo member straight in the database: the way through the bot is another test. */
async function link(who: keyof typeof LOCAL_KEYS): Promise<void> {
  const mongo = await new MongoClient(club.env.MONGODB_URI ?? "").connect();
  const member = await mongo.db(club.env.MONGODB_DB).collection<{ _id: string; wallet: string }>("members").findOne({ wallet: address(who) });
  await mongo.db(club.env.MONGODB_DB).collection<{ _id: string }>("telegram_links").updateOne({ _id: member?._id ?? "" }, { $set: { telegramId: ANA.id, telegramName: "@ana", locale: "en", since: new Date(), blockedAt: null } }, { upsert: true });
  await mongo.close();
}

test.each(LOOKS.slice(0, DEPTH.looks))("default: the Mini App opens for a linked account, and holds in Telegram's theme at $width px, $theme, $locale", async (look) => {
  await link("member");
  const context = await openAs("nobody", look);
  const page = await openPage(context, faults);
  const launch = (user: typeof ANA) => new URLSearchParams({ tgWebAppData: signInitData({ token: telegram.token, user, fields: { query_id: `${user.id}-${look.width}-${look.theme}-${look.locale}` } }), tgWebAppThemeParams: JSON.stringify(THEMES[look.theme]) }).toString();
  await page.goto(`${club.url}/tg#${launch({ ...ANA, id: 7003 })}`);
  await page.getByTestId("tg-unlinked").waitFor();
  expect(await troubles(page), "/tg, not linked").toEqual([]);
  // Another # alone would not load the page anew.
  await page.goto("about:blank");
  await page.goto(`${club.url}/tg#${launch(ANA)}`);
  await page.waitForURL("**/tg/rooms");
  for (const path of TELEGRAM_SCREENS) {
    await page.goto(`${club.url}${path}`);
    await page.locator("main h1, main h2").first().waitFor();
    expect(await troubles(page), path).toEqual([]);
  }
  await context.close();
});

test("behavior: nothing broke on the way", () => {
  expect(faults).toEqual([]);
});
