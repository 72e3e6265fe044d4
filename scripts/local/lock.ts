import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { LocalFault } from "./failure";
import { isAlive, startedAt } from "./notes";

const LONGEST_WAIT_MS = 20 * 60_000;

/** The process that holds the lock and still lives, if any; a torn or stale file counts as none. */
function holder(file: string): number | undefined {
  try {
    const note = JSON.parse(readFileSync(file, "utf8")) as { pid: number; started: string };
    return isAlive(note) ? note.pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Does a step that two commands must not do at once, such as a build: the second one waits. A lock left by a killed
 * process is taken over. Waits twenty minutes at most.
 */
export async function withFileLock<T>(file: string, log: (line: string) => void, step: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and linked: the lock appears with its content, never empty.
  const own = `${file}.${process.pid}`;
  const release = () => {
    rmSync(own, { force: true });
    if (holder(file) === process.pid) rmSync(file, { force: true });
  };
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }));
  process.once("exit", release);
  try {
    await take({ file, own, log });
    return await step();
  } finally {
    release();
    process.off("exit", release);
  }
}

async function take({ file, own, log }: { file: string; own: string; log: (line: string) => void }): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (let told = false; Date.now() < deadline; ) {
    try {
      return linkSync(own, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (holder(file) === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) log("Another command does this step right now; waiting for it …");
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new LocalFault(`Another command holds ${file} for too long: stop it and run the same command again.`);
}
