import { MongoClient } from "mongodb";
import type { Browser, Page } from "playwright-core";
import Pusher from "pusher";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LOCAL_KEYS } from "@/scripts/start/environment";
import { seriousFindings } from "../setup/axe";
import { testBrowser } from "../setup/browser";
import { DEPTH } from "../setup/depth";
import { cutNetwork, launchBrowser, receivedAudioEnergy, voiceSid } from "../setup/pages";
import { type RunningClub, startRunningClub } from "../setup/running-club";
import { makeSignedIn, sessionOf } from "../setup/visitors";
import { testChat } from "./room-chat";

const TITLE = "One seat";
/** What a browser itself prints about requests and sockets that this test cuts. */
const CUT = /net::ERR_|WebSocket connection to/;
let club: RunningClub;
let browser: Browser;
let host: Page;
let desk: Page;
let phone: Page;
let roomId = "";
const faults: string[] = [];

const found = await testBrowser();
const missing = "reason" in found ? found.reason : "";
beforeEach((context) => context.skip(missing !== "" || club.voiceOff !== "", missing || club?.voiceOff));

beforeAll(async () => {
  if (missing) return;
  browser = await launchBrowser();
  club = await startRunningClub({ name: "room" });
  [host, desk, phone] = await Promise.all([
    makeSignedIn({ browser, club, key: LOCAL_KEYS.admin, faults }),
    makeSignedIn({ browser, club, key: LOCAL_KEYS.member, faults }),
    makeSignedIn({ browser, club, key: LOCAL_KEYS.member, faults, phone: true }),
  ]);
  await Promise.all([host.goto(`${club.url}/studio`), desk.goto(`${club.url}/rooms`), phone.goto(`${club.url}/rooms`)]);
});
afterAll(async () => {
  await browser?.close();
  await club?.stop();
});

const post = (page: Page, path: string, body?: object) =>
  page.evaluate(async ([to, json]) => (await (await fetch(to as string, { method: "POST", headers: { "content-type": "application/json" }, ...(json ? { body: JSON.stringify(json) } : {}) })).json()) as { id: string }, [path, body] as const);
const mic = (page: Page) => page.getByTestId("mic-toggle").getAttribute("data-state");
const micIs = (page: Page, state: string, timeout = 15_000) => expect.poll(() => mic(page), { timeout, interval: 50 }).toBe(state);
const detail = (page: Page) => page.evaluate(async (id) => (await (await fetch(`/api/rooms/${id}`)).json()) as { state: string; listeners: number; seats: { person: { id: string }; since: string }[] }, roomId);
/** Waits until a page has heard somebody speak after now. */
async function hears(page: Page, timeout = 15_000): Promise<void> {
  let floor = await receivedAudioEnergy(page);
  // A new connection counts from nothing again.
  const gained = async () => {
    const energy = await receivedAudioEnergy(page);
    floor = Math.min(floor, energy);
    return energy - floor;
  };
  await expect.poll(gained, { timeout, interval: 50 }).toBeGreaterThan(0.0005);
}
/** Presses Tab until the element has the focus: what the keyboard cannot reach fails here. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate((id) => document.activeElement?.getAttribute("data-testid") === id, testId)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${testId}.`);
}

describe("a room from door to end", () => {
  test("default: the host goes live; the door has nothing against it and shows the microphone's level", async () => {
    ({ id: roomId } = await post(host, "/api/rooms", { title: TITLE }));
    await post(host, `/api/rooms/${roomId}/start`);
    await host.goto(`${club.url}/rooms/${roomId}#join`);
    await micIs(host, "off");
    await host.keyboard.press("m");
    await micIs(host, "on");
    await desk.goto(`${club.url}/rooms/${roomId}`);
    await desk.getByTestId("door-devices").click();
    await desk.getByTestId("mic-test").click();
    await expect.poll(() => desk.getByTestId("mic-level").getAttribute("aria-valuenow").then(Number), { timeout: 5_000 }).toBeGreaterThan(0);
    expect(await seriousFindings(desk)).toEqual([]);
    await desk.keyboard.press("Escape");
    await desk.getByTestId("mic-level").waitFor({ state: "detached" });
    expect(await seriousFindings(desk)).toEqual([]);
  });

  test("default: by keyboard alone: enter, raise a hand, go on stage, speak, write, leave", async () => {
    await tabTo(desk, "join-room");
    await desk.keyboard.press("Enter");
    await micIs(desk, "none");
    await hears(desk);
    // What goes on behind a locked screen: sound of an element, with a name.
    expect(await desk.evaluate("[document.querySelectorAll('#club-audio audio').length > 0, navigator.mediaSession.metadata?.title]")).toEqual([true, TITLE]);
    expect(await seriousFindings(desk)).toEqual([]);
    await desk.keyboard.press("h");
    const { member } = await sessionOf(desk);
    await host.getByTestId("tab-hands").click();
    await host.getByTestId(`invite-${member?.id}`).click();
    await desk.getByTestId("accept-invite").waitFor();
    // What was being typed or tapped when the question came does not answer it.
    for (const key of ["Space", "Enter"]) await desk.keyboard.press(key);
    await desk.mouse.click(5, 5);
    expect(await desk.getByTestId("accept-invite").isVisible()).toBe(true);
    await tabTo(desk, "accept-invite");
    await desk.keyboard.press("Enter");
    await micIs(desk, "off");
    await desk.keyboard.press("m");
    await micIs(desk, "on");
    await hears(host);
    expect(await seriousFindings(desk)).toEqual([]);
    await tabTo(desk, "chat-input");
    await desk.keyboard.type("typed without a mouse, m and h included");
    await desk.keyboard.press("Enter");
    await host.getByTestId("tab-chat").click();
    await host.getByText("typed without a mouse, m and h included").first().waitFor();
    expect(await mic(desk)).toBe("on");
  });

  test("behavior: the phone takes over place, time and open microphone; the desktop says so and stays out", async () => {
    const { member } = await sessionOf(desk);
    const seatOf = async () => (await detail(host)).seats.find((seat) => seat.person.id === member?.id);
    const before = await seatOf();
    await phone.goto(`${club.url}/rooms/${roomId}`);
    await phone.getByText("You are in this room on another device.").waitFor();
    await phone.getByTestId("take-over").tap();
    await micIs(phone, "on");
    await desk.getByText("You continued on another device.").waitFor();
    await hears(host);
    expect(await seatOf()).toEqual(before);
    expect(await seriousFindings(phone)).toEqual([]);
    const sid = await voiceSid(phone);
    await desk.reload();
    await desk.getByTestId("take-over").waitFor();
    expect(await voiceSid(phone)).toBe(sid);
    // And back again, by the one button.
    await desk.getByTestId("take-over").click();
    await micIs(desk, "on");
    await phone.getByText("You continued on another device.").waitFor();
  });

  test("behavior: a reload comes back to the seat with the microphone as it was", async () => {
    await desk.reload();
    await micIs(desk, "on");
    await hears(host);
  });

  test("behavior: how loud somebody is is each listener's own choice, heard at once and kept", async () => {
    const { member } = await sessionOf(desk);
    const loudness = () => host.locator("#club-audio audio").evaluateAll((all) => all.map((one) => (one as HTMLAudioElement).volume));
    const turn = async (key: "Home" | "End") => {
      await host.getByTestId(`person-menu-${member?.id}`).click();
      await host.getByRole("menuitem", { name: "Volume" }).click();
      await host.getByTestId("volume").press(key);
      await host.keyboard.press("Escape");
    };
    await turn("Home");
    await expect.poll(loudness).toEqual([0]);
    await host.reload();
    await micIs(host, "on");
    await expect.poll(loudness, { timeout: 15_000 }).toEqual([0]);
    await turn("End");
    await expect.poll(loudness).toEqual([1]);
  });

  test("behavior: push-to-talk opens the microphone only while the space bar is held", async () => {
    await desk.evaluate(() => localStorage.setItem("audio", JSON.stringify({ pushToTalk: true })));
    await desk.reload();
    await micIs(desk, "off");
    await desk.locator("h1").first().click();
    await desk.keyboard.down("Space");
    await micIs(desk, "on");
    await desk.keyboard.up("Space");
    await micIs(desk, "off");
    await desk.evaluate(() => localStorage.removeItem("audio"));
  });

  test("behavior: the floating player goes along through the club without a new connection", async () => {
    await desk.reload();
    await micIs(desk, "off");
    const sid = await voiceSid(desk);
    for (const path of ["/rooms", "/progress", "/"]) {
      await desk.locator(`a[href="${path}"]`).first().click();
      await expect.poll(() => new URL(desk.url()).pathname, { timeout: 15_000 }).toBe(path);
      await desk.getByTestId("floating-player").waitFor();
    }
    await hears(desk);
    await desk.getByTestId("player-mic").click();
    await expect.poll(() => desk.getByTestId("player-mic").getAttribute("aria-pressed"), { timeout: 10_000 }).toBe("true");
    expect(await seriousFindings(desk)).toEqual([]);
    await desk.getByTestId("floating-player").getByRole("link").click();
    await micIs(desk, "on");
    expect(await voiceSid(desk)).toBe(sid);
  });

  test("behavior: the club's question whether somebody is there reaches the player as well, and the answer the club", async () => {
    const { member } = await sessionOf(desk);
    await desk.locator('a[href="/progress"]').first().click();
    await desk.getByTestId("floating-player").waitFor();
    const { MONGODB_URI = "", MONGODB_DB, PUSHER_APP_ID: appId = "", PUSHER_KEY: key = "", PUSHER_SECRET: secret = "", PUSHER_HOST: realtime = "", PUSHER_PORT: port = "" } = club.env;
    const client = await MongoClient.connect(MONGODB_URI);
    const presence = client.db(MONGODB_DB).collection<{ _id: string; prompt?: { id: string; expiresAt: Date } | null }>("presence");
    const [_id, promptId, expiresAt] = [`${roomId}:${member?.id}`, `prompt_${"0".repeat(26)}`, new Date(Date.now() + 60_000)];
    await presence.updateOne({ _id }, { $set: { prompt: { id: promptId, expiresAt } } });
    await new Pusher({ appId, key, secret, host: realtime, port, useTLS: false }).sendToUser(member?.id ?? "", "presence.prompt", { at: new Date().toISOString(), roomId, promptId, expiresAt: expiresAt.toISOString() });
    await desk.getByTestId("player-here").click();
    await desk.getByTestId("player-here").waitFor({ state: "detached" });
    expect((await presence.findOne({ _id }))?.prompt).toBeNull();
    await client.close();
    await desk.getByTestId("floating-player").getByRole("link").click();
    await micIs(desk, "on");
  });

  test("behavior: a cut network shows one calm line and comes back by itself, the microphone as it was", async () => {
    const restore = await cutNetwork(desk);
    await desk.getByTestId("voice-lost").waitFor();
    await restore();
    await desk.getByTestId("voice-lost").waitFor({ state: "detached" });
    await micIs(desk, "on", 30_000);
    await hears(host);
  });

  test("behavior: a moderator's mute during a cut holds after it, until the member opens the microphone", async () => {
    const { member } = await sessionOf(desk);
    const restore = await cutNetwork(desk);
    await desk.getByTestId("voice-lost").waitFor();
    await post(host, `/api/rooms/${roomId}/mute/${member?.id}`);
    await restore();
    await desk.getByText("A moderator turned your microphone off").first().waitFor();
    await micIs(desk, "off");
    await desk.getByTestId("mic-toggle").click();
    await micIs(desk, "on");
    await hears(host);
  });

  test("behavior: without the voice server the room goes on and the sound returns with it", async () => {
    const restart = await club.cutVoice();
    await Promise.all([host, desk].map((page) => page.getByTestId("voice-lost").waitFor()));
    await desk.getByTestId("chat-input").fill("written meanwhile");
    await desk.getByTestId("chat-send").click();
    await host.getByText("written meanwhile").first().waitFor();
    await desk.waitForTimeout(DEPTH.outageSeconds * 1000);
    await restart();
    await Promise.all([micIs(host, "on", 30_000), micIs(desk, "on", 30_000)]);
    await Promise.all([hears(host), hears(desk)]);
    expect((await detail(host)).listeners).toBe(2);
  });

  test("behavior: a page that is closed is gone from the room", async () => {
    await desk.goto(`${club.url}/progress`);
    await expect.poll(async () => (await detail(host)).listeners, { timeout: 60_000, interval: 500 }).toBe(1);
  });

  test("default: the phone comes in again, to listen", async () => {
    await phone.reload();
    await phone.getByTestId("join-room").tap();
    await micIs(phone, "none");
  });

  test("behavior: who was put out is told so, may come back, and hears live updates again", async () => {
    const { member } = await sessionOf(phone);
    await post(host, `/api/rooms/${roomId}/kick/${member?.id}`);
    await phone.getByText("A moderator removed you from this room.").first().waitFor();
    await phone.getByTestId("join-room").tap();
    await micIs(phone, "none");
    // Reactions come as live updates only: nothing fetches them.
    await expect
      .poll(
        async () => {
          await host.getByTestId("reactions").click();
          await host.getByTestId("react-fire").click();
          await host.keyboard.press("Escape");
          return phone.getByTestId("reaction").count();
        },
        { timeout: 15_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    await phone.getByTestId("realtime-away").waitFor({ state: "detached" });
  });

  test("behavior: a browser that plays nothing untouched: one clear press, and the sound is there", async () => {
    const strict = await launchBrowser({ strict: true });
    try {
      const page = await makeSignedIn({ browser: strict, club, key: LOCAL_KEYS.owner, faults });
      // Looking into a page counts as touching it, so the page itself has to tell.
      await page.addInitScript(`const play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = function () { const playing = play.call(this); playing.catch(({ name }) => console.info("refused", name)); return playing; }`);
      const refused = page.waitForEvent("console", (message) => message.text() === "refused NotAllowedError");
      await page.goto(`${club.url}/rooms/${roomId}#join`);
      await refused;
      await page.getByTestId("start-audio").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByTestId("start-audio").getByRole("button").click();
      await page.getByTestId("start-audio").waitFor({ state: "detached" });
      expect(await page.locator("#club-audio audio").evaluateAll((all) => all.map((one) => (one as HTMLAudioElement).paused))).toEqual([false]);
      await hears(page);
      await page.getByTestId("leave-room").click();
      await page.getByTestId("join-room").waitFor();
    } finally {
      await strict.close();
    }
  });

  test("behavior: camera and screen are shown where the host allows them, and gone with the permission", async () => {
    const allow = (video: boolean) => host.evaluate(async ([id, value]) => (await fetch(`/api/rooms/${id}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ video: value }) })).status, [roomId, video] as const);
    const moving = () => phone.locator("video").evaluateAll((all) => all.filter((one) => (one as HTMLVideoElement).videoWidth > 0 && (one as HTMLVideoElement).currentTime > 0).length);
    expect(await allow(true)).toBe(200);
    await host.getByTestId("camera").click();
    await expect.poll(moving, { timeout: 20_000 }).toBe(1);
    await host.getByTestId("screen").click();
    await expect.poll(moving, { timeout: 20_000 }).toBe(2);
    expect(await seriousFindings(phone)).toEqual([]);
    expect(await allow(false)).toBe(200);
    await expect.poll(() => phone.locator("video").count(), { timeout: 15_000 }).toBe(0);
    await host.getByTestId("camera").waitFor({ state: "detached" });
    await micIs(host, "on");
  });
});

testChat(() => ({ club, roomId, host, phone }));

describe("the end of a room", () => {
  test("default: the host ends the room; phone and desktop see its end", async () => {
    await host.getByTestId("room-end").first().click();
    await host.getByTestId("room-end-confirm").click();
    await Promise.all([host, phone].map((page) => page.getByText("This room has ended.").first().waitFor()));
  });

  test("behavior: nothing broke on the way but what was cut", () => {
    expect(faults.filter((fault) => !CUT.test(fault))).toEqual([]);
  });
});
