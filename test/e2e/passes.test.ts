import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { openSession } from "@/scripts/bench/open-session";
import { LOCAL_KEYS, localAddress } from "@/scripts/start/environment";
import { testBrowser } from "../setup/browser";
import { clubChain } from "../setup/club-chain";
import { launchBrowser } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";
import { makeVisitor, sessionOf, signIn, type Visitor } from "../setup/visitors";

const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
const faults: string[] = [];
let club: RunningClub;
let chain: ReturnType<typeof clubChain>;
let browser: Browser;
let newcomer: Visitor;
let admin: Visitor;
let owner: Visitor;

beforeEach((context) => context.skip(missing !== "", missing));
beforeAll(async () => {
  if (missing) return;
  browser = await launchBrowser();
  club = await startRunningClub({ name: "passes" });
  chain = clubChain(club);
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
/** Chooses in one of our selects, as a person does. */
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};
const openPanel = async (visitor: Visitor, place: string) => {
  await visitor.page.goto(`${club.url}/admin/${place}`);
  if (!(await sessionOf(visitor.page)).member) {
    await signIn(visitor);
    await visitor.page.goto(`${club.url}/admin/${place}`);
  }
};

/** What is given passes and badges in the panel, and whose pass ends on the way. */
const [kept, ended] = [stranger(), stranger()];
/** Forms and buttons of the owner, by page of the panel. */
const OWNER_FORMS = {
  passes: ["plan-create", "plan-turn-1", "limit-seats", "limit-window", "currency-allow"],
  grants: ["reissue-submit"],
  treasury: ["treasury-change"],
  badges: ["badge-new", "badge-edit-1", "badge-freeze-1"],
  admins: ["admin-add-submit", `admin-remove-${localAddress("admin").toLowerCase()}`],
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

  test("default: the owner takes a token in, sells for it, and pays its income out", async () => {
    const { page } = owner;
    await openPanel(owner, "passes");
    await page.getByTestId("currency-input").fill(await chain.deployToken(newcomer.wallet.address as `0x${string}`));
    await page.getByTestId("currency-allow").click();
    expect(await outcome(page)).toContain("is accepted for plans");
    await page.getByTestId("currency-PLN").waitFor();
    await choose(page, "Currency", "PLN");
    await page.getByTestId("plan-price").fill("5");
    await page.getByTestId("plan-create").click();
    expect(await outcome(page)).toContain("Plan 4 is on sale");
    await newcomer.page.goto(`${club.url}/join`);
    newcomer.wallet.calls.length = 0;
    await newcomer.page.getByTestId("buy-plan-4").click();
    expect(await outcome(newcomer.page)).toContain("The pass is yours");
    // The permit is signed in place of an approval: one transaction in all.
    expect(newcomer.wallet.calls.filter((method) => /signTypedData|sendTransaction/.test(method))).toEqual(["eth_signTypedData_v4", "eth_sendTransaction"]);
    await page.goto(`${club.url}/admin/treasury`);
    await page.getByTestId("withdraw-PLN").click();
    expect(await outcome(page)).toContain("5 PLN went to the treasury");
  });

  test("default: a pass renews by itself within its holder's limit, until that is switched off", async () => {
    const { page } = newcomer;
    await page.getByTestId("auto-renew-ask").click();
    await page.getByTestId("auto-renew-cap").fill("4");
    await page.getByText("The limit must be at least the price").waitFor();
    await page.getByTestId("auto-renew-cap").fill("6");
    await page.getByTestId("auto-renew-yes").click();
    expect(await outcome(page)).toContain("renews by itself from now on");
    await page.getByTestId("auto-renew").getByText("for at most 6 PLN").waitFor();
    await chain.grant(ended, 1);
    await chain.passDays(29);
    const left = page.getByTestId("own-pass").getByText("31 days");
    await expect.poll(async () => (await page.reload(), left.count()), { timeout: 60_000, interval: 1_000 }).toBe(1);
    await page.getByTestId("auto-renew-off").click();
    expect(await outcome(page)).toContain("no longer renews by itself");
    await expect.poll(() => page.getByTestId("auto-renew").getAttribute("data-state"), { timeout: 15_000 }).toBe("off");
  });

  test("default: the owner makes a lost wallet good, pass and badges", async () => {
    const { page } = owner;
    const lost = stranger();
    await chain.grant(lost, 30);
    await chain.giveBadge(lost, 1n);
    await page.goto(`${club.url}/admin/grants?wallet=${lost}`);
    await page.getByTestId("reissue-to").fill(kept);
    await page.getByTestId("reissue-submit").click();
    await page.getByTestId("reissue-yes").click();
    expect(await outcome(page)).toContain("Pass and badges are with");
  });

  test("default: the owner rescues stray money, moves the treasury, and names a successor", async () => {
    const { page } = owner;
    await chain.forceEther();
    await page.goto(`${club.url}/admin/treasury`);
    await page.getByTestId("rescue-ETH").click();
    expect(await outcome(page)).toContain("1 ETH went to the treasury");
    const next = stranger();
    await page.getByTestId("treasury-input").fill(next);
    await page.getByTestId("treasury-change").click();
    await page.getByTestId("treasury-yes").click();
    expect(await outcome(page)).toContain("The treasury is changed");
    await page.getByTestId("treasury-address").getByText(next).waitFor();
    await page.goto(`${club.url}/admin/passes`);
    await page.getByTestId("successor-input").fill(chain.membership);
    await page.getByTestId("successor-submit").click();
    await page.getByText("This is the present contract").waitFor();
    await page.getByTestId("successor-input").fill(chain.badges);
    await page.getByTestId("successor-submit").click();
    await page.getByTestId("successor-yes").click();
    expect(await outcome(page)).toContain("The successor is named");
    expect((await page.getByTestId("successor-address").innerText()).toLowerCase()).toBe(chain.badges.toLowerCase());
  });

  test("default: an admin prolongs a pass, takes a badge back and allows it again, and frees a seat", async () => {
    const { page } = admin;
    await page.goto(`${club.url}/admin/grants`);
    await page.getByTestId("extend-wallet").fill(stranger());
    await page.getByTestId("extend-until").fill("lifetime");
    await page.getByTestId("extend-submit").click();
    await page.getByText("holds no pass").waitFor();
    await page.getByTestId("extend-wallet").fill(kept);
    await page.getByTestId("extend-submit").click();
    expect(await outcome(page)).toContain("lasts for good");
    await page.goto(`${club.url}/admin/badges`);
    await page.getByTestId("holder-wallet").fill(kept);
    await page.getByTestId("holder-reason").fill("Given in error");
    await page.getByTestId("holder-submit").click();
    await page.getByTestId("holder-yes").click();
    expect(await outcome(page)).toContain("is taken back from");
    await choose(page, "What to do", "Allow it again");
    await page.getByTestId("holder-submit").click();
    expect(await outcome(page)).toContain("may be awarded");
    await page.getByTestId("holder-submit").click();
    await page.getByText("The badge is not blocked for this wallet").waitFor();
    await page.goto(`${club.url}/admin/passes`);
    await page.getByTestId("ended-clear").click();
    expect(await outcome(page)).toContain("1 seat is free again");
    await page.getByText("No ended pass takes a seat").waitFor();
  });

  test("behavior: what only the owner may do is told to an admin, and the panel is not there for a member", async () => {
    const sessions = { owner: await openSession({ url: club.url, key: LOCAL_KEYS.owner }), admin: await openSession({ url: club.url, key: LOCAL_KEYS.admin }), member: await openSession({ url: club.url, key: LOCAL_KEYS.member }) };
    const open = async (who: keyof typeof sessions, place: string) => {
      const answer = await fetch(`${club.url}/admin/${place}`, { headers: { cookie: `${sessions[who].name}=${sessions[who].value}; locale=en` } });
      // What is rendered, without the texts that go to the browser for later.
      return { status: answer.status, html: (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, "") };
    };
    for (const [place, forms] of Object.entries(OWNER_FORMS)) {
      const [owners, admins, members] = [await open("owner", place), await open("admin", place), await open("member", place)];
      expect(forms.filter((form) => !owners.html.includes(`data-testid="${form}"`)), `${place}, to the owner`).toEqual([]);
      expect(forms.filter((form) => admins.html.includes(`data-testid="${form}"`)), `${place}, to an admin`).toEqual([]);
      expect(admins.html, `${place}, to an admin`).toContain("Only the owner");
      expect(owners.html, `${place}, to the owner`).not.toContain("Only the owner’s wallet can change this");
      expect(members.html, `${place}, to a member`).not.toContain("<form");
      expect(members.status, `${place}, to a member`).toBe(404);
    }
  });

  test("behavior: nothing broke on the way", () => {
    expect(faults).toEqual([]);
  });
});
