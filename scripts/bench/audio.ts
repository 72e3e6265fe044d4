import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findOrInstallBrowser } from "../local/browser";
import { LOCAL_KEYS } from "../start/environment";
import { runningClub } from "../start/running";
import { percentile } from "./percentile";
import { openSession } from "./open-session";
import { writeTone } from "./tone";

/**
 * Usage: npm run bench:audio [-- --joins 20 --promotions 20 --url http://localhost:3000]
 *
 * Times what a member waits for, in a real browser, against the club that runs here (`npm start`): from the press on
 * "Join room" to the first sound, and from the yes to an invitation to being heard by the host.
 */
const BARS = { joinP95Ms: 2_000, promoteP95Ms: 1_000 };
/** A member may ask for 20 tokens a minute. */
const JOIN_EVERY_MS = 3_200;
const LIMIT_MS = 15_000;

const { values } = parseArgs({ options: { joins: { type: "string", default: "20" }, promotions: { type: "string", default: "20" }, url: { type: "string" } } });
const url = values.url ?? runningClub()?.url;
if (!url) throw new Error("No club runs here: start it with npm start in another terminal, or give --url.");
const found = await findOrInstallBrowser((line) => console.log(line));
if ("reason" in found) throw new Error(found.reason);

/** In the page: resolves with the time at which somebody (`who`, or anybody) has been heard, by WebRTC's own count. */
const heardAt = (page: Page, who = ""): Promise<number> =>
  page.evaluate(`(async () => {
    const end = Date.now() + ${LIMIT_MS};
    while (Date.now() < end) {
      for (const one of window.__room?.remoteParticipants.values() ?? []) {
        if (${JSON.stringify(who)} && one.identity !== ${JSON.stringify(who)}) continue;
        for (const { track } of one.trackPublications.values())
          for (const stat of (await track?.receiver?.getStats())?.values() ?? []) if (stat.type === "inbound-rtp" && stat.totalAudioEnergy > 0.0001) return Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("Nothing was heard in ${LIMIT_MS / 1000} s.");
  })()`);
/** In the page: presses a control as soon as it is there, alive (React has taken it over) and enabled; answers when. */
const press = (page: Page, selector: string): Promise<number> =>
  page.evaluate(`(async () => {
    const end = Date.now() + ${LIMIT_MS};
    while (Date.now() < end) {
      const control = document.querySelector(${JSON.stringify(selector)});
      if (control && !control.disabled && Object.keys(control).some((key) => key.startsWith("__reactProps$"))) { const at = Date.now(); control.click(); return at; }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(${JSON.stringify(`${selector} did not come in ${LIMIT_MS / 1000} s.`)});
  })()`);
const post = (page: Page, path: string, body: object = {}): Promise<{ id: string; member: { id: string } }> =>
  page.evaluate(`fetch(${JSON.stringify(path)}, { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} }).then((answer) => { if (!answer.ok) throw new Error(${JSON.stringify(path)} + " " + answer.status); return answer.json(); })`);
const testId = (name: string, state = "") => `[data-testid="${name}"]${state ? `[data-state="${state}"]` : ""}`;

const folder = mkdtempSync(join(tmpdir(), "club-bench-audio-"));
const tone = join(folder, "tone.wav");
writeTone(tone);
const browser = await chromium.launch({
  executablePath: found.path,
  args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-audio-capture=${tone}`, "--autoplay-policy=no-user-gesture-required", "--allow-loopback-in-peer-connection", "--disable-background-networking"],
});

async function open(key: keyof typeof LOCAL_KEYS): Promise<Page> {
  const { name, value } = await openSession({ url: url ?? "", key: LOCAL_KEYS[key] });
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ name, value, url: url ?? "", httpOnly: true, sameSite: "Lax" }]);
  // A tone is what noise suppression takes away.
  await context.addInitScript(`localStorage.setItem("audio", JSON.stringify({ noiseSuppression: false, echoCancellation: false }))`);
  const page = await context.newPage();
  await page.goto(`${url}/rooms`);
  return page;
}

/** From the press on "Join room" to the first sound; the page and its code are there already. */
async function timeJoins(page: Page, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let join = 0; join <= count; join++) {
    const began = Date.now();
    const pressed = await press(page, testId("join-room"));
    const heard = await heardAt(page);
    // The first one loads the sound's code: cold.
    if (join > 0) times.push(heard - pressed);
    await press(page, testId("leave-room"));
    await page.waitForTimeout(Math.max(0, began + JOIN_EVERY_MS - Date.now()));
  }
  return times;
}

/** From "Go on stage" to being heard; the microphone is pressed the moment it can be. */
async function timePromotions(host: Page, member: Page, memberId: string, roomId: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let promotion = 0; promotion < count; promotion++) {
    await post(host, `/api/rooms/${roomId}/stage/${memberId}`);
    const heard = heardAt(host, memberId);
    const accepted = await press(member, testId("accept-invite"));
    await press(member, testId("mic-toggle", "off"));
    times.push((await heard) - accepted);
    await press(member, testId("step-down"));
    await member.locator(testId("mic-toggle", "none")).waitFor();
    await host.waitForFunction(`!window.__room?.remoteParticipants.get(${JSON.stringify(memberId)})?.trackPublications.size`);
  }
  return times;
}

try {
  const [host, member] = [await open("admin"), await open("member")];
  const memberId: string = await member.evaluate(`fetch("/api/auth/session").then((answer) => answer.json()).then(({ member }) => member.id)`);
  const { id: roomId } = await post(host, "/api/rooms", { title: "Bench" });
  await post(host, `/api/rooms/${roomId}/start`);
  await host.goto(`${url}/rooms/${roomId}#join`);
  await press(host, testId("mic-toggle", "off"));
  await member.goto(`${url}/rooms/${roomId}`);
  const joins = await timeJoins(member, Number(values.joins));
  await press(member, testId("join-room"));
  await member.locator(testId("mic-toggle", "none")).waitFor();
  const promotions = await timePromotions(host, member, memberId, roomId, Number(values.promotions));
  await post(host, `/api/rooms/${roomId}/end`);

  const figures = { joins: joins.length, joinP50Ms: percentile(joins, 0.5), joinP95Ms: percentile(joins, 0.95), promotions: promotions.length, promoteP50Ms: percentile(promotions, 0.5), promoteP95Ms: percentile(promotions, 0.95) };
  console.log(`${"ms".padEnd(36)}${["p50", "p95", "bar"].map((head) => head.padStart(8)).join("")}`);
  console.log(`${"press on “Join room” to first sound".padEnd(36)}${[figures.joinP50Ms, figures.joinP95Ms, BARS.joinP95Ms].map((ms) => String(ms).padStart(8)).join("")}`);
  console.log(`${"“Go on stage” to being heard".padEnd(36)}${[figures.promoteP50Ms, figures.promoteP95Ms, BARS.promoteP95Ms].map((ms) => String(ms).padStart(8)).join("")}`);
  const missed = (["joinP95Ms", "promoteP95Ms"] as const).filter((name) => !(figures[name] < BARS[name]));
  for (const name of missed) console.log(`MISSED ${name}: ${figures[name]}, the bar is ${BARS[name]}`);
  console.log(JSON.stringify({ ...figures, missed }));
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
