import type { Browser, Page } from "playwright-core";
import { createPublicClient, type Hex, http } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { LOCAL_KEYS } from "@/scripts/start/environment";
import type { BrowserWallet } from "../setup/browser-wallet";
import { testBrowser } from "../setup/browser";
import { launchBrowser, receivedAudioEnergy } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";
import { makeVisitor, sessionOf, signIn } from "../setup/visitors";
import { readDeployment } from "@/scripts/start/match-data";

const DEMO_BADGE = 11;
const MAINNET = 1;
let club: RunningClub;
let browser: Browser;
let host: Page;
let newcomer: Page;
let hostWallet: BrowserWallet;
let newcomerWallet: BrowserWallet;
let roomId = "";
let pressedAt = 0;
let newcomerId = "";
const faults: string[] = [];
const figures: Record<string, number> = {};

const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
beforeEach((context) => context.skip(missing !== "", missing));

beforeAll(async () => {
  if (missing) return;
  browser = await launchBrowser();
  club = await startRunningClub({ name: "first-visit" });
  ({ wallet: hostWallet, page: host } = await makeVisitor({ browser, club, key: LOCAL_KEYS.admin, faults }));
  ({ wallet: newcomerWallet, page: newcomer } = await makeVisitor({ browser, club, key: LOCAL_KEYS.newcomer, faults, chainId: MAINNET }));
});
afterAll(async () => {
  await browser?.close();
  await club?.stop();
  console.log(`figures ${JSON.stringify(figures)}`);
});

describe("a newcomer's first visit", () => {
  test("default: the newcomer signs in with a wallet and is refused the room", async () => {
    await newcomer.goto(`${club.url}/join`);
    await signIn({ page: newcomer, wallet: newcomerWallet });
    // The wallet was on another network and did not know the club's: the one press added it and went there.
    expect(newcomerWallet.calls).toContain("wallet_addEthereumChain");
    const session = await sessionOf(newcomer);
    expect(session.member?.wallet).toBe(newcomerWallet.address.toLowerCase());
    expect(session.membership?.active).toBe(false);
    newcomerId = session.member?.id ?? "";
    await newcomer.goto(`${club.url}/rooms`);
    await expect.poll(() => new URL(newcomer.url()).pathname, { timeout: 15_000 }).toBe("/join");
    expect(await newcomer.evaluate(async () => (await fetch("/api/rooms")).status)).toBe(403);
  });

  test("behavior: a refused signature can be tried again", async () => {
    await host.goto(`${club.url}/join`);
    hostWallet.refuseNext("personal_sign");
    await host.getByTestId("connect-wallet").first().click();
    await host.getByTestId("rk-wallet-option-io.metamask").click();
    await host.getByTestId("rk-auth-message-button").click();
    await expect.poll(() => hostWallet.calls.includes("personal_sign"), { timeout: 15_000 }).toBe(true);
    expect((await sessionOf(host)).member).toBeNull();
    await host.getByTestId("rk-auth-message-button").click();
    await expect.poll(async () => (await sessionOf(host)).member?.wallet ?? null, { timeout: 20_000 }).toBe(hostWallet.address.toLowerCase());
  });

  test("default: a pass bought on-chain makes a member within two seconds of the block", async () => {
    await newcomer.goto(`${club.url}/join`);
    await newcomer.evaluate(() => void Object.assign(window, { __sameDocument: true }));
    newcomerWallet.chainId = MAINNET;
    const before = newcomerWallet.calls.length;
    await newcomer.getByTestId("buy-plan-1").click();
    await newcomer.getByTestId("join-done").waitFor({ timeout: 30_000 });
    expect(newcomerWallet.calls.slice(before)).toContain("wallet_switchEthereumChain");
    expect((await sessionOf(newcomer)).membership?.active).toBe(true);
    figures.blockToMemberMs = Date.now() - newcomerWallet.minedAt;
    expect(figures.blockToMemberMs).toBeLessThan(2_000);
    expect(await newcomer.evaluate(() => (window as { __sameDocument?: boolean }).__sameDocument)).toBe(true);
  });

  test("default: the host makes a room and starts it", async () => {
    await host.goto(`${club.url}/studio`);
    await host.getByTestId("room-create").first().click();
    await host.getByTestId("room-title").fill("Evening circle");
    await host.getByTestId("room-save").click();
    await host.getByText("Evening circle").first().waitFor();
    const rooms = await host.evaluate(async () => (await (await fetch("/api/rooms?state=draft")).json()) as { items: { id: string; title: string }[] });
    roomId = rooms.items.find((room) => room.title === "Evening circle")?.id ?? "";
    expect(roomId).toMatch(/^r_/);
    await host.goto(`${club.url}/rooms/${roomId}`);
    await host.getByTestId("room-open").click();
    await host.getByTestId("room-start").click();
    await host.getByTestId("join-room").click();
    await host.getByTestId("leave-room").first().waitFor({ timeout: 20_000 });
  });

  test("default: the newcomer enters from the list, also while voice is off", async () => {
    if (!club.voiceOff) {
      await host.getByTestId("mic-toggle").click();
      await expect.poll(() => host.getByTestId("mic-toggle").getAttribute("data-state"), { timeout: 15_000 }).toBe("on");
    }
    await newcomer.goto(`${club.url}/rooms`);
    await newcomer.getByRole("link", { name: "Evening circle" }).first().click();
    await newcomer.getByTestId("join-room").click();
    pressedAt = Date.now();
    await newcomer.getByTestId("leave-room").first().waitFor();
  });

  test("default: the newcomer hears the host", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    await expect.poll(() => receivedAudioEnergy(newcomer), { timeout: 20_000, interval: 50 }).toBeGreaterThan(0.001);
    figures.joinToAudioMs = Date.now() - pressedAt;
  });

  test("default: a hand, an invitation, and the newcomer speaks", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    expect(await newcomer.getByTestId("mic-toggle").getAttribute("data-state")).toBe("none");
    await newcomer.getByTestId("hand-toggle").click();
    await host.getByTestId("tab-hands").click();
    await host.getByTestId(`invite-${newcomerId}`).click();
    await newcomer.getByTestId("accept-invite").click();
    await expect.poll(() => newcomer.getByTestId("mic-toggle").getAttribute("data-state"), { timeout: 10_000 }).toBe("off");
    const before = await receivedAudioEnergy(host);
    await newcomer.getByTestId("mic-toggle").click();
    await expect.poll(() => receivedAudioEnergy(host), { timeout: 15_000 }).toBeGreaterThan(before + 0.001);
  });

  test("default: both see each other's messages", async () => {
    await newcomer.getByTestId("tab-chat").click();
    await newcomer.getByTestId("chat-input").fill("Good evening from the stage");
    await newcomer.getByTestId("chat-send").click();
    await host.getByTestId("tab-chat").click();
    await host.getByText("Good evening from the stage").first().waitFor({ timeout: 5_000 });
    await host.getByTestId("chat-input").fill("Welcome");
    await host.getByTestId("chat-input").press("Enter");
    await newcomer.getByText("Welcome", { exact: true }).first().waitFor({ timeout: 5_000 });
  });

  test("behavior: a reload keeps the seat, the place on stage and the open microphone", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    await newcomer.reload();
    // The page goes back in by itself; the door may show for a moment.
    await newcomer.getByTestId("leave-room").first().waitFor();
    await expect.poll(() => newcomer.getByTestId("mic-toggle").getAttribute("data-state"), { timeout: 15_000 }).toBe("on");
  });

  test("default: XP appears with its cause, and the badge is minted", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    const entries = () => newcomer.evaluate(async () => ((await (await fetch("/api/xp/me/entries")).json()) as { items: { rule: string; amount: number; room: { title: string } | null }[] }).items);
    await expect.poll(async () => (await entries()).some((entry) => entry.rule === "hand_raises" && entry.amount === 10 && entry.room?.title === "Evening circle"), { timeout: 20_000 }).toBe(true);
    await expect.poll(async () => (await entries()).some((entry) => entry.rule === "listening_time" && entry.amount === 10), { timeout: 120_000, interval: 500 }).toBe(true);
    await newcomer.evaluate(() => void Object.assign(window, { __beforeBadge: performance.now() }));
    const total = () => newcomer.evaluate(async () => ((await (await fetch("/api/xp/me")).json()) as { total: number }).total);
    await expect.poll(total, { timeout: 150_000, interval: 200 }).toBeGreaterThanOrEqual(40);
    const crossed = Date.now();
    const { badges } = readDeployment(club.env.DEPLOYMENTS_DIR ?? "", 31337) ?? {};
    const chain = createPublicClient({ transport: http(club.env.RPC_URL) });
    const contract = { abi: clubBadgesAbi, address: badges?.address as Hex } as const;
    const held = () => chain.readContract({ ...contract, functionName: "balanceOf", args: [newcomerWallet.address as Hex, BigInt(DEMO_BADGE)] });
    await expect.poll(held, { timeout: 30_000, interval: 100 }).toBe(1n);
    figures.thresholdToBadgeMs = Date.now() - crossed;
    const uri = await chain.readContract({ ...contract, functionName: "uri", args: [BigInt(DEMO_BADGE)] });
    const metadata = (await (await fetch(uri)).json()) as { name: string; image: string };
    expect(metadata.name.length).toBeGreaterThan(0);
    const picture = await fetch(metadata.image);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  test("behavior: the open page shows the badge, and its page the on-chain state", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    const toast = newcomer.locator("[data-sonner-toast]").filter({ hasText: "First Light" }).first();
    await toast.waitFor({ timeout: 30_000 });
    expect(await toast.getByRole("link").getAttribute("href")).toMatch(/\/chain\/tx\/0x[0-9a-f]{64}$/);
    await newcomer.goto(`${club.url}/badges`);
    await newcomer.getByTestId(`badge-${DEMO_BADGE}`).waitFor();
    await newcomer.goto(`${club.url}/progress`);
    expect(await newcomer.getByTestId("xp-entry").count()).toBeGreaterThan(1);
  });

  test("default: the newcomer comes back, and leaves by the button", async (context) => {
    context.skip(club.voiceOff !== "", club.voiceOff);
    const seated = async () => {
      const room = await host.evaluate(async (id) => (await (await fetch(`/api/rooms/${id}`)).json()) as { seats: { person: { id: string } }[] }, roomId);
      return room.seats.map(({ person }) => person.id);
    };
    await newcomer.goto(`${club.url}/rooms/${roomId}`);
    await newcomer.getByTestId("leave-room").first().waitFor();
    expect(await seated()).toContain(newcomerId);
    await newcomer.getByTestId("leave-room").first().click();
    await newcomer.getByTestId("join-room").waitFor();
    await expect.poll(seated, { timeout: 15_000 }).not.toContain(newcomerId);
  });

  test("default: the host ends the room", async () => {
    await host.getByTestId("room-end").first().click();
    await host.getByTestId("room-end-confirm").click();
    await expect.poll(() => host.evaluate(async (id) => ((await (await fetch(`/api/rooms/${id}`)).json()) as { state: string }).state, roomId), { timeout: 20_000 }).toBe("ended");
  });

  test("behavior: nothing broke on the way", () => {
    expect(faults).toEqual([]);
  });
});
