/**
 * Usage: npm run bench:scroll [-- --messages 10000 --seconds 10]
 *
 * A real browser reads back through the whole chat of a room and then scrolls through it without a pause, up and down,
 * 60 pixels a frame: how many frames a second it draws, and how many rows the page holds meanwhile.
 */
import "@/lib/jobs/store";
import "@/lib/rooms/attendance-store";
import "@/lib/xp/store";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { messages } from "@/lib/chat/store";
import { closeDatabase, createDeclaredIndexes } from "@/lib/platform/mongo";
import { createRoom } from "@/lib/rooms/create-room";
import { startRoom } from "@/lib/rooms/start-room";
import { rooms } from "@/lib/rooms/store";
import { findOrInstallBrowser } from "../local/browser";
import { type BenchMember, makeBenchMembers } from "./bench-members";
import { percentile } from "./percentile";
import { finishBench, numberArgument } from "./report";
import { startWebClub } from "./web-club";

const BAR_FPS = 60;
/** The display's own clock is not exactly 60 Hz, and one missed frame a second is not seen. */
const TOLERANCE_FPS = 1;
const PAGE = 100;
const LOG = `document.querySelector('[data-testid="chat-log"]')`;

const count = numberArgument("messages", 10_000);
const seconds = numberArgument("seconds", 10);

type Frames = { times: number[]; rows: number };

/** Short and long ones by turns, of ten people, with an address now and then: what a row costs to draw differs. */
async function writeChat(roomId: string, people: readonly BenchMember[]): Promise<void> {
  const began = Date.now() - count * 1_000;
  const rows = Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const text = `Message ${seq}. ${"A room is as good as what is said in it. ".repeat(seq % 4)}${seq % 25 === 0 ? "https://example.org/notes" : ""}`.trim();
    return { _id: `${roomId}:${seq}`, roomId, seq, memberId: people[(seq * 7) % people.length]?.id ?? "", clientMsgId: crypto.randomUUID(), text, at: new Date(began + seq * 1_000), deletedAt: null, deletedById: null };
  });
  for (let start = 0; start < rows.length; start += 1_000) await messages().insertMany(rows.slice(start, start + 1_000));
  await rooms().updateOne({ _id: roomId }, { $set: { chatSeq: count } });
}

/** Scrolls to the beginning until the first message is there: every page of the history is fetched on the way. */
async function readBack(page: Page): Promise<void> {
  const first = page.getByTestId("chat-log").getByText("Message 1.", { exact: false }).first();
  for (let step = 0; step < (count / PAGE) * 20; step++) {
    await page.evaluate(`${LOG}.scrollTop = 0`);
    await page.waitForTimeout(25);
    if (await page.evaluate(`/^Message 1\\./m.test(${LOG}.innerText)`)) return first.waitFor();
  }
  throw new Error("The beginning of the chat was not reached.");
}

const scroll = (page: Page, forMs: number): Promise<Frames> =>
  page.evaluate(`new Promise((done) => {
    const log = ${LOG};
    const times = [];
    let step = 60, rows = 0, before = performance.now();
    const end = before + ${forMs};
    requestAnimationFrame(function frame(at) {
      times.push(at - before);
      before = at;
      rows = Math.max(rows, log.firstElementChild.childElementCount);
      if (log.scrollTop <= 0) step = 60;
      if (log.scrollTop + log.clientHeight >= log.scrollHeight - 1) step = -60;
      log.scrollTop += step;
      if (at < end) requestAnimationFrame(frame);
      else done({ times: times.slice(1), rows });
    });
  })`);

const found = await findOrInstallBrowser((line) => console.log(line));
if ("reason" in found) throw new Error(found.reason);
const club = await startWebClub({ name: "scroll" });
try {
  await createDeclaredIndexes();
  const people = await makeBenchMembers(11);
  const [host, reader] = people;
  if (!host || !reader) throw new Error("There is nobody.");
  const { id: roomId } = await createRoom({ actor: host, title: "Bench", description: "" });
  await startRoom({ roomId, actor: host });
  await writeChat(roomId, people);
  const browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox", "--disable-background-networking"] });
  try {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const [name = "", value = ""] = reader.cookie.split("=");
    await context.addCookies([{ name, value, url: club.url, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await page.goto(`${club.url}/rooms/${roomId}#join`);
    await page.getByTestId("chat-log").getByText(`Message ${count}.`, { exact: false }).first().waitFor();
    await readBack(page);
    await scroll(page, 1_000);
    const { times, rows } = await scroll(page, seconds * 1_000);
    const fps = Math.round((times.length / times.reduce((sum, time) => sum + time, 0)) * 10_000) / 10;
    const late = times.filter((time) => time > 25).length;
    const ok = fps >= BAR_FPS - TOLERANCE_FPS;
    console.table({ "frames a second": { measured: fps, bar: BAR_FPS }, "frame p95, ms": { measured: Math.round(percentile(times, 0.95) * 10) / 10 }, "frames missed": { measured: late }, "rows in the page at most": { measured: rows } });
    finishBench({ bench: "scroll", ok, messages: count, fps, frames: times.length, late, p95Ms: percentile(times, 0.95), rows });
  } finally {
    await browser.close();
  }
} finally {
  await closeDatabase();
  await club.stop();
}
