/**
 * Usage: npm run bench:reactions [-- --rate 1000 --seconds 10 --processes 2]
 *
 * Taps in one room through the use case, in several processes as several web processes would have them: how many
 * events the room gets for them, and whether every tap is counted.
 */
import "@/lib/chat/store";
import "@/lib/jobs/store";
import "@/lib/rooms/attendance-store";
import "@/lib/rooms/store";
import { fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { WebSocket } from "ws";
import { REACTIONS } from "@/lib/chat/schema";
import { closeDatabase, createDeclaredIndexes } from "@/lib/platform/mongo";
import { roomChannel, signChannel } from "@/lib/platform/realtime";
import { createRoom } from "@/lib/rooms/create-room";
import { openRoom } from "@/lib/rooms/open-room";
import { takeSeat } from "@/lib/rooms/take-seat";
import { makeBenchMembers } from "./bench-members";
import { startBenchServers } from "./bench-servers";
import type { TapTask } from "./reaction-taps";

const MOST_EVENTS_PER_SECOND = 4;
const MEMBERS = 300;
const SETTLE_MS = 2_000;
const number = (fallback: string) => ({ type: "string", default: fallback }) as const;
const { values } = parseArgs({ options: { rate: number("1000"), seconds: number("10"), processes: number("2") } });
const [rate, seconds, processes] = [Number(values.rate), Number(values.seconds), Number(values.processes)];

type Event = { at: number; taps: number };

/** Hears the room and notes each event of reactions with its sum. */
function hearReactions(roomId: string, events: Event[]): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const { PUSHER_HOST, PUSHER_PORT, PUSHER_KEY } = process.env;
    const socket = new WebSocket(`ws://${PUSHER_HOST}:${PUSHER_PORT}/app/${PUSHER_KEY}?protocol=7`);
    socket.on("error", reject);
    socket.on("message", (raw) => {
      const { event, data } = JSON.parse(String(raw)) as { event: string; data?: string };
      const payload = typeof data === "string" ? (JSON.parse(data) as { at?: string; socket_id?: string; counts?: Record<string, number> }) : {};
      const channel = roomChannel(roomId);
      if (event === "pusher:connection_established") socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel, ...signChannel(payload.socket_id ?? "", channel) } }));
      if (event === "pusher_internal:subscription_succeeded") resolve(socket);
      if (event === "reactions") events.push({ at: Date.parse(payload.at ?? ""), taps: Object.values(payload.counts ?? {}).reduce((sum, count) => sum + count, 0) });
    });
  });
}

/** Taps in a process of its own; answers how many were taken. */
function tap(task: TapTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "reaction-taps.ts"), { execArgv: ["--conditions=react-server", "--import", "tsx"] });
    child.once("message", (taken) => resolve(Number(taken)));
    child.once("exit", (code) => reject(new Error(`A process of taps ended early with code ${code}.`)));
    child.send(task);
  });
}

const most = (events: readonly Event[]): number => Math.max(0, ...events.map((first) => events.filter(({ at }) => at >= first.at && at < first.at + 1000).length));

const servers = await startBenchServers({ name: "reactions", appUrl: "http://localhost:3000" });
try {
  await createDeclaredIndexes();
  const members = await makeBenchMembers(MEMBERS);
  const host = members[0];
  if (!host) throw new Error("There is no member.");
  const { id: roomId } = await createRoom({ actor: host, title: "Bench", description: "" });
  await openRoom({ roomId, actor: host });
  for (const actor of members) await takeSeat({ roomId, actor });
  const events: Event[] = [];
  const socket = await hearReactions(roomId, events);
  const actors = members.map(({ cookie: _cookie, ...actor }) => actor);
  const began = performance.now();
  const taken = await Promise.all(Array.from({ length: processes }, () => tap({ roomId, actors, kinds: [...REACTIONS], rate: rate / processes, seconds })));
  const took = (performance.now() - began) / 1000;
  await sleep(SETTLE_MS);
  socket.close();
  const tapped = taken.reduce((sum, count) => sum + count, 0);
  const counted = events.reduce((sum, { taps }) => sum + taps, 0);
  const span = ((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0)) / 1000;
  const result = { tapsPerSecond: Math.round(tapped / seconds), eventsPerSecond: Math.round((Math.max(0, events.length - 1) / span) * 100) / 100, mostInOneSecond: most(events), tapped, counted };
  // By the time the server gave them: on a busy machine several arrive at once. The first and last of five may be a second apart by rounding.
  const passed = result.eventsPerSecond <= MOST_EVENTS_PER_SECOND && result.mostInOneSecond <= MOST_EVENTS_PER_SECOND + 1 && counted === tapped && result.tapsPerSecond >= rate * 0.95;
  console.log(`${servers.sources}; taps in ${processes} processes, ${took.toFixed(1)} s with their start`);
  console.table({ "taps a second": { measured: result.tapsPerSecond, bar: rate }, "events a second": { measured: result.eventsPerSecond, bar: `≤ ${MOST_EVENTS_PER_SECOND}` }, "taps counted": { measured: counted, bar: tapped } });
  console.log(JSON.stringify({ bench: "reactions", passed, processes, ...result }));
  process.exitCode = passed ? 0 : 1;
} finally {
  await closeDatabase();
  await servers.stopper.stopAll();
}
