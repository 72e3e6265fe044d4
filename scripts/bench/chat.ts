/**
 * Usage: npm run bench:chat [-- --clients 500 --seconds 30 --rate 10 --reconnects 100]
 *
 * A room with many clients on the built pages, over HTTP and WebSocket as browsers do it. Measures how long a message
 * takes to be published on the server (stored, and given to the realtime server), to be acknowledged, and to reach each
 * client; cuts connections meanwhile and repeats sends, and then proves from the clients' logs that every acknowledged
 * message reached every client once.
 */
import "@/lib/auth/store";
import "@/lib/chat/store";
import "@/lib/jobs/store";
import "@/lib/rooms/attendance-store";
import "@/lib/rooms/store";
import { fork } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase, createDeclaredIndexes } from "@/lib/platform/mongo";
import { createRoom } from "@/lib/rooms/create-room";
import { openRoom } from "@/lib/rooms/open-room";
import { takeSeat } from "@/lib/rooms/take-seat";
import { makeBenchMembers } from "./bench-members";
import type { SwarmReport, SwarmTask } from "./chat-swarm";
import { startWebClub } from "./web-club";

const BAR = { publishMs: 20, endToEndMs: 100 };
/** Who is cut off fetches what was missed: that is fewer than this leaves. Otherwise the times below would speak of a few only. */
const MOSTLY_LIVE = 0.97;
const number = (fallback: string) => ({ type: "string", default: fallback }) as const;
const { values } = parseArgs({ options: { clients: number("500"), seconds: number("30"), rate: number("10"), reconnects: number("100") } });
const clients = Number(values.clients);

/** Runs the clients in a process of their own: their work must not be counted as the server's. */
function runSwarm(task: SwarmTask): Promise<SwarmReport> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "chat-swarm.ts"), { execArgv: ["--import", "tsx"], env: { PATH: process.env.PATH, NODE_ENV: "production" } });
    child.once("message", (report) => resolve(report as SwarmReport));
    child.once("exit", (code) => reject(new Error(`The clients ended early with code ${code}.`)));
    child.send(task);
  });
}

const club = await startWebClub({ name: "chat" });
try {
  await createDeclaredIndexes();
  const members = await makeBenchMembers(clients);
  const host = members[0];
  if (!host) throw new Error("At least one client is needed.");
  const { id: roomId } = await createRoom({ actor: host, title: "Bench", description: "" });
  await openRoom({ roomId, actor: host });
  for (const actor of members) await takeSeat({ roomId, actor });
  console.log(`· ${clients} members sit in the room`);
  const report = await runSwarm({
    url: club.url, socket: `ws://${club.env.PUSHER_HOST}:${club.env.PUSHER_PORT}/app/${club.env.PUSHER_KEY}`, roomId, cookies: members.map(({ cookie }) => cookie),
    seconds: Number(values.seconds), rate: Number(values.rate), reconnects: Number(values.reconnects),
  });
  const liveShare = Math.round((report.deliveries / Math.max(1, report.acknowledged * clients)) * 10_000) / 10_000;
  const passed = report.server.p95 < BAR.publishMs && report.endToEnd.p95 < BAR.endToEndMs && report.acknowledged === report.sent && liveShare >= MOSTLY_LIVE && report.lost === 0 && report.doubled === 0 && report.reconnects >= Number(values.reconnects);
  console.log(club.sources);
  console.table({
    "publish on the server, ms": { p50: report.server.p50, p95: report.server.p95, bar: `p95 < ${BAR.publishMs}` },
    // As the clients see it, who read what all 500 receive in one process on the same cores.
    "acknowledged (HTTP round trip), ms": { p50: report.ack.p50, p95: report.ack.p95, bar: "" },
    "end to end, ms": { p50: report.endToEnd.p50, p95: report.endToEnd.p95, bar: `p95 < ${BAR.endToEndMs}` },
  });
  console.log(JSON.stringify({ bench: "chat", passed, clients, liveShare, ...report }));
  process.exitCode = passed ? 0 : 1;
} finally {
  await closeDatabase();
  await club.stop();
}
