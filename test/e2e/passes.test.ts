import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { LOCAL_KEYS, localAddress } from "@/scripts/start/environment";
import { testBrowser } from "../setup/browser";
import { launchBrowser } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";
import { makeVisitor, sessionOf, signIn, type Visitor } from "../setup/visitors";

const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
const faults: string[] = [];
let club: RunningClub;
let browser: Browser;
let newcomer: Visitor;
let admin: Visitor;
let owner: Visitor;

beforeEach((context) => context.skip(missing !== "", missing));
beforeAll(async () => {
  if (missing) return;
  browser = await launchBrowser();
  club = await startRunningClub({ name: "passes" });
  newcomer = await makeVisitor({ browser, club, key: LOCAL_KEYS.newcomer, faults });
  admin = await makeVisitor({ browser, club, key: LOCAL_KEYS.admin, faults });
  owner = await makeVisitor({ browser, club, key: LOCAL_KEYS.owner, faults });
});
afterAll(async () => {
  await browser?.close();
  await club?.stop();
});

const stranger = () => privateKeyToAccount(generatePrivateKey()).address;
/** What the page says came of the act that was just pressed. */
const outcome = async (page: Page): Promise<string> => {
  const done = page.getByTestId("act-done");
  await done.waitFor();
  const text = await done.locator("p").first().innerText();
  expect(await done.getByRole("link").getAttribute("href")).toMatch(/\/chain\/tx\/0x[0-9a-f]{64}$/);
  await done.getByRole("button").click();
  await done.waitFor({ state: "detached" });
  return text;
};
const openPanel = async (visitor: Visitor, place: string) => {
  await visitor.page.goto(`${club.url}/admin/${place}`);
  if (!(await sessionOf(visitor.page)).member) {
    await signIn(visitor);
    await visitor.page.goto(`${club.url}/admin/${place}`);
  }
};

describe("a member's own pass", () => {
  test("default: bought, given back for the money, bought again, renewed, and given to somebody", async () => {
    const { page } = newcomer;
    await page.goto(`${club.url}/join`);
    await signIn(newcomer);
    await page.getByTestId("buy-plan-1").click();
    await page.getByTestId("own-pass").waitFor();
    expect(await outcome(page)).toContain("The pass is yours");
    await page.getByTestId("refund-ask").click();
    await page.getByTestId("refund-yes").click();
    expect(await outcome(page)).toContain("0.01 ETH is back");
    expect((await sessionOf(page)).roles?.member).toBe(false);
    await page.getByTestId("buy-plan-1").click();
    await page.getByTestId("own-pass").waitFor();
    expect(await outcome(page)).toContain("The pass is yours");
    expect(await page.getByTestId("refund-ask").count()).toBe(0);
    await page.getByTestId("buy-plan-1").click();
    await outcome(page);
    await page.getByTestId("own-pass").getByText("60 days").waitFor();
    await page.getByTestId("gift-open").click();
    await page.getByTestId("gift-wallet").fill(newcomer.wallet.address);
    await page.getByTestId("gift-submit").click();
    await page.getByText("This is your own wallet").waitFor();
    await page.getByTestId("gift-wallet").fill(stranger());
    await page.getByTestId("gift-submit").click();
    expect(await outcome(page)).toContain("has a pass, until");
  });
});

describe("the panel", () => {
  test("default: the owner puts a plan on sale and withdraws", async () => {
    const { page } = owner;
    await openPanel(owner, "passes");
    await page.getByTestId("plan-price").fill("0.05");
    await page.getByTestId("plan-create").click();
    expect(await outcome(page)).toContain("Plan 3 is on sale");
    await page.getByTestId("plan-row-3").getByText("0.05 ETH").waitFor();
    await page.goto(`${club.url}/admin/treasury`);
    await page.getByTestId("withdraw-ETH").click();
    expect(await outcome(page)).toContain("0.03 ETH went to the treasury");
    await page.getByTestId("withdraw-ETH").waitFor({ state: "detached" });
  });

  test("default: the owner defines a badge, points it elsewhere, and freezes it", async () => {
    const { page } = owner;
    await openPanel(owner, "badges");
    await page.getByTestId("badge-new").click();
    await page.getByTestId("badge-uri").fill("not an address");
    await page.getByTestId("badge-save").click();
    expect(await page.getByTestId("badge-save").isVisible()).toBe(true);
    await page.getByTestId("badge-uri").fill("https://badges.example/12.json");
    await page.getByTestId("badge-save").click();
    expect(await outcome(page)).toContain("12");
    const line = page.getByTestId("badge-line-12");
    await line.getByText("https://badges.example/12.json").waitFor();
    await page.getByTestId("badge-edit-12").click();
    await page.getByTestId("badge-uri").fill("https://badges.example/twelve.json");
    await page.getByTestId("badge-save").click();
    await outcome(page);
    await line.getByText("https://badges.example/twelve.json").waitFor();
    await page.getByTestId("badge-freeze-12").click();
    await page.getByTestId("badge-freeze-yes").click();
    await outcome(page);
    await expect.poll(() => line.getAttribute("data-frozen"), { timeout: 15_000 }).toBe("true");
    expect(await page.getByTestId("badge-edit-12").count()).toBe(0);
  });

  test("default: an admin gives passes from a list once every line is right, and takes one back", async () => {
    const { page } = admin;
    await openPanel(admin, "grants");
    const [one, two] = [stranger(), stranger()];
    // Chosen again until the page, whose script may still be loading, has taken it.
    const file = (text: string) =>
      expect
        .poll(async () => {
          await page.getByTestId("grant-file").setInputFiles({ name: "passes.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
          return page.getByTestId("grant-check").isEnabled();
        }, { timeout: 20_000, interval: 500 })
        .toBe(true);
    await file(`address,tier,until\n${one},1,90d\n0x12,1,90d\n${one}\n`);
    await page.getByTestId("grant-check").click();
    expect(await page.getByTestId("grant-faults").innerText()).toMatch(/Line 3[\s\S]*0x12[\s\S]*Line 4[\s\S]*line 2/);
    await file(`address,tier,until\n${one},1,90d\n${two},1,lifetime\n`);
    await page.getByTestId("grant-check").click();
    await page.getByTestId("grant-send").click();
    // Two ends, so two transactions.
    expect(await outcome(page)).toContain("2 passes are given");
    await page.getByTestId("revoke-wallet").fill(localAddress("newcomer"));
    await page.getByTestId("revoke-reason").fill("Given in error");
    await page.getByTestId("revoke-submit").click();
    await page.getByTestId("revoke-yes").click();
    expect(await outcome(page)).toContain("is taken back");
    await expect.poll(async () => (await sessionOf(newcomer.page)).roles?.member, { timeout: 15_000 }).toBe(false);
  });

  test("default: a pause is said on the way in, and nothing is sold until it ends", async () => {
    const { page } = admin;
    await openPanel(admin, "passes");
    expect(await page.getByTestId("plan-create").count()).toBe(0);
    const pause = page.getByTestId("pause-membership");
    await pause.click();
    expect(await outcome(page)).toContain("paused");
    await newcomer.page.goto(`${club.url}/join`);
    await newcomer.page.getByTestId("join-paused").waitFor();
    expect(await newcomer.page.getByTestId("buy-plan-1").isDisabled()).toBe(true);
    await pause.click();
    await outcome(page);
    await newcomer.page.reload();
    await newcomer.page.getByTestId("buy-plan-1").waitFor();
    expect(await newcomer.page.getByTestId("join-paused").count()).toBe(0);
  });

  test("behavior: nothing broke on the way", () => {
    expect(faults).toEqual([]);
  });
});
