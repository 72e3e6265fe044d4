import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createVoiceRoom, deleteVoiceRoom, signVoiceToken } from "@/lib/platform/livekit";
import { startLiveKit } from "../local/livekit";
import { fillEnvironment } from "../local/script-environment";
import { ROOT } from "../start/place";
import { percentile } from "./percentile";

/**
 * Usage: npm run bench:room [-- --listeners 50 --speakers 5 --seconds 30 --per-process 11]
 *
 * People made by rtc-node in one voice room: what gets lost, what it costs. Against the local voice server, or the one
 * of LIVEKIT_URL. Fails when 1 % of the packets or more is lost, or somebody does not hear everybody.
 */
const BAR_LOSS = 0.01;
const { values } = parseArgs({
  options: { listeners: { type: "string", default: "50" }, speakers: { type: "string", default: "5" }, seconds: { type: "string", default: "30" }, "per-process": { type: "string", default: "11" } },
});
const count = (name: keyof typeof values): number => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number of at least 1.`);
  return number;
};
const [listeners, speakers, seconds, perProcess] = [count("listeners"), count("speakers"), count("seconds"), count("per-process")];

type Person = { token: string; speaks: boolean };
type Report = { counts: { streams: number; received: number; lost: number }[]; joinMs: number[]; cpuSeconds: number; rssMb: number };

const running = new Set<ChildProcessWithoutNullStreams>();

/**
 * A process of its own for some people: the native client keeps what it once took. They stay in the room until
 * `sendHome`, or those who are done first would take their voices from those who still count.
 */
function runPeople(url: string, people: Person[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/bench/room-people.ts"], { cwd: ROOT, timeout: (seconds + 120) * 1000 + people.length * 2_000 });
    child.stderr.pipe(process.stderr);
    running.add(child);
    createInterface({ input: child.stdout }).on("line", (line) => line.startsWith(`{"counts"`) && resolve(JSON.parse(line) as Report));
    child.once("close", (code) => {
      running.delete(child);
      reject(new Error(`A process of people ended with ${code}.`));
    });
    child.stdin.write(`${JSON.stringify({ url, people, speakers, seconds })}\n`);
  });
}

async function sendHome(): Promise<void> {
  await Promise.all([...running].map((child) => {
    const gone = once(child, "close");
    child.stdin.end();
    return gone;
  }));
}

/** Seconds of CPU and MB of memory of a process so far. */
function usageOf(pid: number): { cpuSeconds: number; rssMb: number } {
  const [cpu = "", rss = "0"] = execFileSync("ps", ["-o", "cputime=,rss=", "-p", String(pid)], { encoding: "utf8" }).trim().split(/\s+/);
  const cpuSeconds = cpu.split(/[-:]/).reduce((total, part, index, all) => total * (index === 1 && all.length === 4 ? 24 : index === 0 ? 1 : 60) + Number(part), 0);
  return { cpuSeconds, rssMb: Number(rss) / 1024 };
}

const dataDir = join(ROOT, ".club");
const runDir = join(dataDir, "bench", `room-${process.pid}`);
mkdirSync(runDir, { recursive: true });
const livekit = await startLiveKit({ dataDir, runDir, log: (line) => console.log(line), webhookUrl: "" });
if (!livekit.on) throw new Error(`No voice server: ${livekit.reason}`);
try {
  fillEnvironment({ mongoUrl: "mongodb://127.0.0.1:9", database: "none" });
  Object.assign(process.env, livekit.env);
  const roomId = `bench-${process.pid}`;
  await createVoiceRoom({ roomId, maxParticipants: listeners + speakers, metadata: "" });
  const people = await Promise.all(
    Array.from({ length: listeners + speakers }, async (_, index): Promise<Person> => {
      // Spread over the processes: those who speak are not all in one.
      const speaks = index < speakers;
      return { token: await signVoiceToken({ roomId, memberId: `m_bench${index}`, name: `Person ${index}`, role: speaks ? "stage" : "listener", video: false, ttlSeconds: 600 }), speaks };
    }),
  );
  const processes = Math.ceil(people.length / perProcess);
  const groups = Array.from({ length: processes }, (_, group) => people.filter((_person, index) => index % processes === group));
  const pid = livekit.managed?.pid;
  const before = pid ? usageOf(pid) : undefined;
  const began = performance.now();
  const reports = await Promise.all(groups.map((group) => runPeople(livekit.url, group)));
  const took = (performance.now() - began) / 1000;
  const after = pid ? usageOf(pid) : undefined;
  await sendHome();
  await deleteVoiceRoom(roomId);

  const counts = reports.flatMap((report) => report.counts);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const [received, lost, streams] = [sum(counts.map((one) => one.received)), sum(counts.map((one) => one.lost)), sum(counts.map((one) => one.streams))];
  const wanted = listeners * speakers + speakers * (speakers - 1);
  const figures = {
    listeners,
    speakers,
    seconds,
    cores: cpus().length,
    lossPercent: Number(((lost / Math.max(1, lost + received)) * 100).toFixed(3)),
    packets: received,
    streams,
    wantedStreams: wanted,
    joinP95Ms: Math.round(percentile(reports.flatMap((report) => report.joinMs), 0.95)),
    serverCpuPercent: before && after ? Math.round(((after.cpuSeconds - before.cpuSeconds) / took) * 100) : null,
    serverMemoryMb: after ? Math.round(after.rssMb) : null,
    peopleCpuPercent: Math.round((sum(reports.map((report) => report.cpuSeconds)) / took) * 100),
    peopleMemoryMb: Math.round(sum(reports.map((report) => report.rssMb))),
  };
  console.log(`${listeners} listeners and ${speakers} speakers in ${processes} processes for ${seconds} s, voice server: ${livekit.source}`);
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(20)}${String(value ?? "–").padStart(12)}`);
  console.log("CPU is of one core: 200 % are two of them busy.");
  const missed = [...(lost / Math.max(1, lost + received) >= BAR_LOSS ? ["loss is 1 % or more"] : []), ...(streams < wanted ? [`${wanted - streams} of ${wanted} streams did not arrive`] : [])];
  for (const line of missed) console.log(`MISSED ${line}`);
  console.log(JSON.stringify({ ...figures, missed }));
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await sendHome();
  await livekit.stop();
  rmSync(runDir, { recursive: true, force: true });
}
