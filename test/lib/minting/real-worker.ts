import { type ChildProcess, spawn } from "node:child_process";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { sleep } from "@/lib/platform/sleep";
import { correctXp } from "@/lib/xp/correct-xp";

export type Worker = ChildProcess & { ended: Promise<number | null>; said: () => string };
export type Member = Awaited<ReturnType<typeof ensureAccount>>;

/** The badge with the lowest threshold, and XP that crosses it and no other. */
export const DEMO_BADGE = 11;
export const CROSSING_XP = 40;

const SAID_CHARS = 4_000;
let running: ChildProcess[] = [];

/** The real worker process, with the chain and database of this test. `said` is the end of its output. */
export function startWorker(): Worker {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"], { stdio: ["ignore", "pipe", "pipe"], env: process.env });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said = (said + String(part)).slice(-SAID_CHARS)));
  return Object.assign(child, { ended: new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code))), said: () => said });
}

/** Ends what a test left running. */
export function killWorkers(): void {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  running = [];
}

export async function until(holds: () => Promise<boolean>, seconds: number, describe = () => ""): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about in ${seconds} s. ${describe()}`);
    await sleep(100);
  }
}

let count = 0;
export const newMember = (): Promise<Member> => ensureAccount({ wallet: `0xcc${(++count).toString(16).padStart(38, "0")}`, locale: "en" });
export const cross = (member: Member) => correctXp({ memberId: member._id, amount: CROSSING_XP, reason: "for the test", key: "crossing", byId: member._id });
