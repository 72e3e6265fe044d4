import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";

/** One started process and who started it. `started` tells a reused pid from the process that was meant. */
export type ProcessNote = { name: string; pid: number; started: string; owner: { pid: number; started: string } };

/**
 * When the process began, as the system tells it (clock ticks after boot on Linux, a date elsewhere), or undefined
 * when no such process lives. Two processes that get the same pid one after the other differ in it.
 */
export function startedAt(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether the very process of the note still lives. */
export const isAlive = ({ pid, started }: { pid: number; started: string }): boolean => startedAt(pid) === started;

const fileOf = (folder: string, pid: number) => join(folder, `${pid}.json`);

/** Remembers a started process below `folder`, so that a later run can end it when this one was killed. */
export function writeNote(folder: string, name: string, pid: number): void {
  const started = startedAt(pid);
  const own = startedAt(process.pid);
  if (!started || !own) return;
  mkdirSync(folder, { recursive: true });
  const note: ProcessNote = { name, pid, started, owner: { pid: process.pid, started: own } };
  writeFileSync(fileOf(folder, pid), JSON.stringify(note));
}

/** Forgets a process that ended. */
export function removeNote(folder: string, pid: number): void {
  rmSync(fileOf(folder, pid), { force: true });
}

/** Every note below `folder`; an unreadable one (torn by a kill) is removed. */
export function readNotes(folder: string): ProcessNote[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), "utf8")) as ProcessNote];
    } catch {
      rmSync(join(folder, name), { force: true });
      return [];
    }
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * Ends what earlier runs left behind: noted processes whose owner is gone. Processes of a living owner stay, so a
 * test run beside a running club harms neither. Answers the names of what was ended.
 */
export async function endLeftovers(folder: string): Promise<string[]> {
  const left = readNotes(folder).filter((note) => !isAlive(note.owner));
  const alive = left.filter(isAlive);
  for (const { pid } of alive) signalGroup(pid, "SIGTERM");
  for (let waited = 0; waited < 4_000 && alive.some(isAlive); waited += 50) await pause(50);
  for (const note of alive) if (isAlive(note)) signalGroup(note.pid, "SIGKILL");
  for (const { pid } of left) removeNote(folder, pid);
  return alive.map(({ name }) => name);
}
