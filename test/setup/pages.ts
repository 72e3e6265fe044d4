import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { testBrowser } from "./browser";

/**
 * Chromium with a fake microphone that beeps once a second. The loopback flag lets two pages of one machine reach the
 * voice server even when there is no network at all. With `strict` a page plays nothing before it was touched, as most
 * browsers have it.
 */
export async function launchBrowser({ strict = false } = {}): Promise<Browser> {
  const found = await testBrowser();
  if ("reason" in found) throw new Error(found.reason);
  return chromium.launch({
    executablePath: found.path,
    args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--autoplay-policy=${strict ? "document-user-activation-required" : "no-user-gesture-required"}`, "--allow-loopback-in-peer-connection", "--disable-background-networking"],
  });
}

/** What a healthy page may print: refused requests that a test causes on purpose, and the browser's own noise. */
const EXPECTED = /status of (401|403|404|409)|User rejected|rejected the request|Failed to load resource: net::ERR_ABORTED/;

/** A page whose errors, failed scripts and broken content rules are collected in `faults`. */
export async function openPage(context: BrowserContext, faults: string[]): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => faults.push(`${new URL(page.url()).pathname}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !EXPECTED.test(message.text())) faults.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  return page;
}

/** How many bytes of script a page brings when it is opened for the first time, as sent: compressed, without headers. */
export async function scriptBytes(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") sizes.set(response.url(), response.headerValue("content-length").then(Number));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const all = await Promise.all(sizes.values());
  await page.close();
  return all.reduce((sum, size) => sum + size, 0);
}

/**
 * The sound energy a page has received so far from all others in its room, as its own WebRTC statistics count it
 * (totalAudioEnergy, unit-less). Silence adds less than a millionth; a beep adds some hundredths.
 */
export const receivedAudioEnergy = (page: Page): Promise<number> =>
  page.evaluate(`(async () => {
    let energy = 0;
    for (const participant of window.__room?.remoteParticipants.values() ?? [])
      for (const publication of participant.trackPublications.values()) {
        const stats = await publication.track?.receiver?.getStats();
        for (const one of stats?.values() ?? []) if (one.type === "inbound-rtp") energy += one.totalAudioEnergy ?? 0;
      }
    return energy;
  })()`);

/** What the voice server calls the connection of a page: the same as long as nothing was connected anew. */
export const voiceSid = (page: Page): Promise<string> => page.evaluate("window.__room?.localParticipant.sid ?? ''");

const FREE = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

/** Cuts a page off: no request, no message, no sound in either direction. The function it gives connects it again. */
export async function cutNetwork(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { ...FREE, offline: true, packetLoss: 100 });
  return async () => {
    await devtools.send("Network.emulateNetworkConditions", { ...FREE, packetLoss: 0 });
    await devtools.detach();
  };
}
