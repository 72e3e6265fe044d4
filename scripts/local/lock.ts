import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isAlive, startedAt } from "./notes";

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
 * process is taken over. Waits at most twenty minutes.
 */
export async function withFileLock<T>(file: string, log: (line: string) => void, step: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and linked: the lock appears with its content, never empty.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }));
  const deadline = Date.now() + 20 * 60_000;
  for (let told = false; Date.now() < deadline; told = true) {
    try {
      linkSync(own, file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (holder(file) === undefined) rmSync(file, { force: true });
      else {
        if (!told) log("Another command does this step right now; waiting for it …");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }
  try {
    return await step();
  } finally {
    rmSync(own, { force: true });
    if (holder(file) === process.pid) rmSync(file, { force: true });
  }
}
