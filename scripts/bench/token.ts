/**
 * Usage: npm run bench:token [-- --members 200 --rate 20]
 *
 * POST /api/rooms/{id}/token of a live room on the built pages, with the voice server on: entering for the first time,
 * and coming back (a reload). The facts of the chain stand in the projection.
 */
import "@/lib/chat/store";
import "@/lib/jobs/store";
import "@/lib/rooms/attendance-store";
import "@/lib/rooms/store";
import "@/lib/xp/store";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeDatabase, createDeclaredIndexes } from "@/lib/platform/mongo";
import { createRoom } from "@/lib/rooms/create-room";
import { startRoom } from "@/lib/rooms/start-room";
import { type BenchMember, makeBenchMembers } from "./bench-members";
import { percentile } from "./percentile";
import { startWebClub, type WebClub } from "./web-club";

const BAR_MS = 30;
const WARM_UP = 20;
const ROUNDS = 3;
const number = (fallback: string) => ({ type: "string", default: fallback }) as const;
const { values } = parseArgs({ options: { members: number("200"), rate: number("20") } });
const rate = Number(values.rate);

async function askToken(club: WebClub, roomId: string, { cookie }: BenchMember): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${club.url}/api/rooms/${roomId}/token`, { method: "POST", headers: { cookie, origin: club.url }, signal: AbortSignal.timeout(10_000) });
  const { token } = (await response.json()) as { token?: string | null };
  const took = performance.now() - began;
  if (response.status !== 200 || (club.voice?.on && !token)) throw new Error(`The token route answered ${response.status}.`);
  return took;
}

/** One request per member at a steady rate; the answers may overlap. */
async function round(club: WebClub, roomId: string, members: readonly BenchMember[]): Promise<number[]> {
  const asked: Promise<number>[] = [];
  for (const member of members) {
    asked.push(askToken(club, roomId, member));
    await sleep(1000 / rate);
  }
  return Promise.all(asked);
}

const summary = (times: number[]) => ({ p50: Math.round(percentile(times, 0.5) * 10) / 10, p95: Math.round(percentile(times, 0.95) * 10) / 10 });

const club = await startWebClub({ name: "token", voice: true });
try {
  await createDeclaredIndexes();
  const [host, ...members] = await makeBenchMembers(Number(values.members) + WARM_UP + 1);
  if (!host) throw new Error("There is no host.");
  const { id: roomId } = await createRoom({ actor: host, title: "Bench", description: "" });
  await startRoom({ roomId, actor: host });
  await askToken(club, roomId, host);
  await round(club, roomId, members.slice(0, WARM_UP));
  const measured = members.slice(WARM_UP);
  const first = summary(await round(club, roomId, measured));
  const again: number[] = [];
  for (let n = 0; n < ROUNDS; n++) again.push(...(await round(club, roomId, measured)));
  const back = summary(again);
  const passed = Math.max(first.p95, back.p95) < BAR_MS && club.voice?.on === true;
  console.log(`${club.sources}; voice: ${club.voice?.on ? club.voice.source : `off (${club.voice?.reason})`}; ${rate} requests a second, ${measured.length} members`);
  console.table({ "entering, ms": { ...first, bar: `p95 < ${BAR_MS}` }, "coming back, ms": { ...back, bar: `p95 < ${BAR_MS}` } });
  console.log(JSON.stringify({ bench: "token", passed, voice: club.voice?.on === true, requests: measured.length * (1 + ROUNDS), entering: first, back }));
  process.exitCode = passed ? 0 : 1;
} finally {
  await closeDatabase();
  await club.stop();
}
