import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LocalFault } from "./failure";

export type ChainFile = { path: string; backup: string };

/** A state file anvil can read: whole JSON. It is rewritten in place, so a kill during a dump tears it. */
function isWhole(path: string): boolean {
  try {
    return typeof JSON.parse(readFileSync(path, "utf8")) === "object";
  } catch {
    return false;
  }
}

/**
 * The state file of the chain below `folder`, safe to start from: a torn one is replaced by its backup (older by a
 * minute at most). Anvil saves nothing, and says nothing, when the folder is missing: it is made here.
 */
export function chainFile({ folder, log }: { folder: string; log: (line: string) => void }): ChainFile {
  mkdirSync(folder, { recursive: true });
  const file = { path: join(folder, "state.json"), backup: join(folder, "state.json.bak") };
  if (!existsSync(file.path) && !existsSync(file.backup)) return file;
  if (isWhole(file.path)) return file;
  if (!isWhole(file.backup)) {
    throw new LocalFault("The chain file .club/chain/state.json is damaged and has no whole backup: run `npm run reset` to start anew.");
  }
  copyFileSync(file.backup, file.path);
  log("The chain file was damaged; its backup is used: the last minute of transactions may be missing.");
  return file;
}

/** Copies the file to its backup when it is whole. */
function backUp({ path, backup }: ChainFile): void {
  if (!isWhole(path)) return;
  const fresh = `${backup}.${process.pid}`;
  try {
    copyFileSync(path, fresh);
    if (isWhole(fresh)) renameSync(fresh, backup);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Keeps the backup fresh: now and every minute. Answers how to stop; stopping takes no last copy. */
export function watchChainFile(file: ChainFile): () => void {
  const attempt = () => {
    try {
      backUp(file);
    } catch {
      // A full disk or a dump in progress: the previous backup stays.
    }
  };
  attempt();
  const timer = setInterval(attempt, 60_000);
  timer.unref();
  return () => clearInterval(timer);
}
