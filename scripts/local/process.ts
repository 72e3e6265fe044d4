import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { faultFrom, LocalFault } from "./failure";
import { removeNote, writeNote } from "./notes";

/**
 * Where a run keeps its things. `dataDir` is `.club`: fetched servers and pid notes are shared by all runs.
 * `runDir` holds this run's data and logs: `.club` itself for the club, a folder of its own for a test run.
 * `log` prints one line for the person who waits.
 */
export type LocalContext = { dataDir: string; runDir: string; log: (line: string) => void };

/** A started server: where it is reached, where it came from, and how it ends. */
export type LocalServer = { url: string; port: number; source: string; managed?: Managed; stop(): Promise<void> };

/** A child process of ours, in a process group of its own. */
export type Managed = {
  name: string;
  pid: number;
  /** Resolves when the process has ended. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  hasExited(): boolean;
  /** The end of its output, for a message about why it ended. */
  tail(lines?: number): string;
  /** SIGTERM to the group, SIGKILL after `graceMs` (default 4 s); resolves when it has ended. Safe to repeat. */
  stop(graceMs?: number): Promise<void>;
};

const living = new Set<Managed>();
let spawning = true;

/** Stops every process this command started, and starts none any more: the last net before it ends. */
export async function stopSpawned(): Promise<void> {
  spawning = false;
  await Promise.allSettled([...living].map((managed) => managed.stop()));
}

/** Variables of a process. Next's types demand NODE_ENV of `NodeJS.ProcessEnv`; not every program has one. */
export type Variables = Record<string, string | undefined>;

type SpawnServer = {
  name: string;
  command: string;
  args: string[];
  env?: Variables;
  cwd?: string;
  context: LocalContext;
};

export const notesFolder = (dataDir: string) => join(dataDir, "pids");
export const logFile = (runDir: string, name: string) => join(runDir, "logs", `${name}.log`);

/**
 * Starts a server in a group of its own (Ctrl-C reaches only us, and its helpers end with it), output to
 * `.club/logs/<name>.log`, its pid noted so that the next run can end it should this one be killed.
 */
export async function spawnServer({ name, command, args, env, cwd, context }: SpawnServer): Promise<Managed> {
  if (!spawning) throw new LocalFault(`${name} is not started: everything is being stopped.`);
  const file = logFile(context.runDir, name);
  mkdirSync(dirname(file), { recursive: true });
  const output = openSync(file, "w");
  const child = spawn(command, args, { cwd, env: (env ?? process.env) as NodeJS.ProcessEnv, detached: true, stdio: ["ignore", output, output] });
  closeSync(output);
  const failed = new Promise<never>((_resolve, reject) => {
    child.once("error", (error) => reject(new LocalFault(`${name} could not be started (${command}): ${error.message}`)));
  });
  const pid = child.pid ?? (await failed);
  failed.catch(() => {});
  writeNote(notesFolder(context.dataDir), name, pid);
  const managed = manage({ name, child, pid, file, notes: notesFolder(context.dataDir) });
  living.add(managed);
  managed.exited.then(() => living.delete(managed));
  return managed;
}

function manage({ name, child, pid, file, notes }: { name: string; child: ChildProcess; pid: number; file: string; notes: string }): Managed {
  let over = false;
  const exited: Managed["exited"] = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      over = true;
      // Its helpers end with it.
      kill(pid, "SIGKILL");
      removeNote(notes, pid);
      resolve({ code, signal });
    });
  });
  return {
    name,
    pid,
    exited,
    hasExited: () => over,
    tail: (lines = 12) => readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n"),
    async stop(graceMs = 4_000) {
      if (over) return;
      kill(pid, "SIGTERM");
      const timer = setTimeout(() => kill(pid, "SIGKILL"), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * Waits until `check` answers true, at most `timeoutMs`. A process that ends meanwhile is told with the end of its
 * output; on failure the process is stopped, so nothing half-started stays.
 */
export async function waitUntilReady({ managed, check, timeoutMs = 30_000 }: { managed: Managed; check: () => Promise<boolean>; timeoutMs?: number }): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (managed.hasExited()) throw faultFrom(`${managed.name} ended right after it was started:`, managed.tail());
    if (await check().catch(() => false)) return;
    await Promise.race([managed.exited, new Promise((resolve) => setTimeout(resolve, 40))]);
  }
  await managed.stop();
  throw faultFrom(`${managed.name} was not ready after ${Math.round(timeoutMs / 1000)} s:`, managed.tail());
}
