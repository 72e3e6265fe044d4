import type { Browser } from "playwright-core";
import { createWalletClient, type Hex, http, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { LOCAL_KEYS, localAddress } from "@/scripts/start/environment";
import { readDeployment } from "@/scripts/start/match-data";
import { launchUrl } from "../fakes/telegram-page";
import { FakeTelegram } from "../fakes/telegram-server";
import { testBrowser } from "../setup/browser";
import { launchBrowser, openPage } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";
import { makeVisitor, sessionOf, signIn, type Visitor } from "../setup/visitors";

const LENA = { id: 7001, username: "lena", first_name: "Lena", language_code: "en" };
const GUEST = { id: 7002, username: "guest", first_name: "Guest", language_code: "en" };
const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
const faults: string[] = [];
let club: RunningClub;
let telegram: FakeTelegram;
let browser: Browser;
let owner: Visitor;
let member: Visitor;
let guest: Visitor;

beforeEach((context) => context.skip(missing !== "", missing));

beforeAll(async () => {
  if (missing) return;
  telegram = await FakeTelegram.start();
  browser = await launchBrowser();
  club = await startRunningClub({ name: "owner", extra: { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_BOT_USERNAME: "voice_club_test_bot" } });
  owner = await makeVisitor({ browser, club, key: LOCAL_KEYS.owner, faults });
  member = await makeVisitor({ browser, club, key: LOCAL_KEYS.member, faults });
});
afterAll(async () => {
  await browser?.close();
  await club?.stop();
  await telegram?.stop();
});

/** Links as a person does: the code of the settings goes to the bot, and both sides say yes. */
async function link({ page }: Visitor, user: typeof LENA): Promise<void> {
  await page.goto(`${club.url}/settings`);
  await page.getByTestId("settings-telegram-link").click();
  const href = await page.getByRole("link", { name: /telegram/i }).first().getAttribute("href");
  telegram.writes(user, `/start ${new URL(href ?? "").searchParams.get("start")}`);
  await expect.poll(() => telegram.to(user.id).length, { timeout: 20_000 }).toBeGreaterThan(0);
  telegram.presses(user, "Yes, link");
  await page.getByTestId("settings-telegram-confirm").click({ timeout: 20_000 });
  await page.getByText(`@${user.username}`).first().waitFor();
}

const isAdmin = async () => (await sessionOf(member.page)).roles?.admin ?? false;

describe("the owner", () => {
  test("default: owner and member sign in, and go on to the page they asked for", async () => {
    for (const visitor of [owner, member]) {
      await visitor.page.goto(`${club.url}/progress`);
      expect(new URL(visitor.page.url()).search).toBe("?next=%2Fprogress");
      await signIn(visitor);
      await visitor.page.getByTestId("join-done").getByRole("link").first().click();
      await expect.poll(() => new URL(visitor.page.url()).pathname, { timeout: 15_000 }).toBe("/progress");
    }
  });

  test("default: appoints an admin by a transaction, in force within five seconds", async () => {
    expect(await isAdmin()).toBe(false);
    expect(await member.page.evaluate(async () => (await fetch("/api/admin/members")).status)).toBe(403);
    await owner.page.goto(`${club.url}/admin/admins`);
    await owner.page.getByTestId("admin-add-input").fill(localAddress("member"));
    await owner.page.getByTestId("admin-add-submit").click();
    await expect.poll(() => owner.wallet.calls.includes("eth_sendTransaction"), { timeout: 20_000 }).toBe(true);
    await expect.poll(isAdmin, { timeout: 15_000, interval: 100 }).toBe(true);
    expect(Date.now() - owner.wallet.minedAt).toBeLessThan(5_000);
    expect(await member.page.evaluate(async () => (await fetch("/api/admin/members")).status)).toBe(200);
  });

  test("default: removes the admin again", async () => {
    await owner.page.getByTestId(`admin-remove-${localAddress("member").toLowerCase()}`).click();
    await owner.page.getByTestId("admin-remove-yes").click();
    await expect.poll(isAdmin, { timeout: 20_000, interval: 100 }).toBe(false);
  });
});

describe("a pass that ends", () => {
  test("behavior: its holder is out at the next request, and is told the way back", async () => {
    const chain = createWalletClient({ account: privateKeyToAccount(LOCAL_KEYS.admin), chain: hardhat, transport: http(club.env.RPC_URL) });
    guest = await makeVisitor({ browser, club, key: generatePrivateKey(), faults });
    await guest.page.goto(`${club.url}/join`);
    await signIn(guest);
    const { membership } = readDeployment(club.env.DEPLOYMENTS_DIR ?? "", hardhat.id) ?? {};
    const until = BigInt(Math.ceil(Date.now() / 1000) + 6);
    await chain.writeContract({ abi: clubMembershipAbi, address: membership?.address as Hex, functionName: "grant", args: [guest.wallet.address as Hex, 1, until] });
    const rooms = () => guest.page.evaluate(async () => (await fetch("/api/rooms")).status);
    await expect.poll(rooms, { timeout: 5_000, interval: 100 }).toBe(200);
    await expect.poll(rooms, { timeout: 15_000, interval: 200 }).toBe(403);
    expect(BigInt(Math.floor(Date.now() / 1000))).toBeGreaterThanOrEqual(until);
    await guest.page.goto(`${club.url}/rooms`);
    await guest.page.getByRole("heading", { name: "Your pass has ended" }).waitFor();
    expect(await guest.page.getByTestId("buy-plan-1").isEnabled()).toBe(true);
    await chain.sendTransaction({ to: guest.wallet.address as Hex, value: parseEther("1") });
  });
});

describe("Telegram", () => {
  test("default: a member links it, confirmed on both sides", async () => {
    await link(member, LENA);
  });

  test("default: a started room is announced to the linked member", async () => {
    const started = await owner.page.evaluate(async () => {
      const send = (path: string, body: object) => fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      const room = (await (await send("/api/rooms", { title: "Told in Telegram" })).json()) as { id: string };
      return (await send(`/api/rooms/${room.id}/start`, {})).status;
    });
    expect(started).toBe(200);
    await expect.poll(() => telegram.to(LENA.id).map((message) => message.text).join("\n"), { timeout: 30_000 }).toContain("Told in Telegram");
  });
});

describe("the Mini App without a pass", () => {
  test("behavior: leads to the wallet in the browser, and from there back to the same place", async () => {
    await link(guest, GUEST);
    const context = guest.page.context();
    const app = await openPage(context, faults);
    await app.goto(launchUrl({ fake: telegram, user: GUEST, url: `${club.url}/tg`, theme: "dark", startParam: "progress" }));
    const [browserPage] = await Promise.all([context.waitForEvent("page"), app.getByRole("link", { name: "Go on in the browser" }).click()]);
    // A page that a press opens is not waited for, as one is that a test goes to: its buttons come to life with its code.
    await browserPage.waitForLoadState("load");
    await browserPage.getByTestId("buy-plan-1").click();
    await browserPage.getByTestId("join-done").getByRole("link").first().click({ timeout: 30_000 });
    await browserPage.waitForURL("**/tg/back/progress");
    // The Mini App that stayed open knows it at the first look.
    await app.evaluate(() => window.dispatchEvent(new Event("focus")));
    await app.getByRole("heading", { name: "Progress" }).waitFor();
    await app.getByRole("link", { name: "Go on in the browser" }).waitFor({ state: "detached" });
    // And the way back opens it anew, at the place it was left.
    const back = new URL((await browserPage.getByRole("link", { name: "Back to Telegram" }).getAttribute("href")) ?? "");
    await app.goto("about:blank");
    await app.goto(launchUrl({ fake: telegram, user: GUEST, url: `${club.url}/tg`, theme: "dark", startParam: back.searchParams.get("startapp") ?? "" }));
    await app.waitForURL("**/tg/progress");
    await app.getByTestId("xp-total").waitFor();
    await context.close();
  });
});

describe("a switched wallet", () => {
  test("default: the page signs out before anything else", async () => {
    await member.page.goto(`${club.url}/rooms`);
    const listens = () => member.page.evaluate(() => (window as unknown as { __listensTo(name: string): boolean }).__listensTo("accountsChanged"));
    await expect.poll(listens, { timeout: 15_000 }).toBe(true);
    await member.page.evaluate((other) => (window as unknown as { __emitWallet(name: string, value: string[]): void }).__emitWallet("accountsChanged", [other]), localAddress("newcomer"));
    await expect.poll(() => new URL(member.page.url()).pathname + new URL(member.page.url()).search, { timeout: 15_000 }).toBe("/join?why=switched");
    expect((await sessionOf(member.page)).member).toBeNull();
  });

  test("behavior: nothing broke on the way", () => {
    expect(faults).toEqual([]);
  });
});
