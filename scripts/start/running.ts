import { rmSync } from "node:fs";
import { join } from "node:path";
import { LocalFault } from "../local/failure";
import { isAlive, startedAt } from "../local/notes";
import { CLUB_DIR, readJson, writeJson } from "./place";

type Running = { pid: number; started: string; url?: string };

const FILE = join(CLUB_DIR, "running.json");

/** The club that runs from this folder right now, if any. */
export function runningClub(): Running | undefined {
  const note = readJson<Running>(FILE);
  return note && note.pid !== process.pid && isAlive(note) ? note : undefined;
}

/** Refuses a second club from the same folder, and notes this one. */
export function claimClub(): void {
  const other = runningClub();
  if (other) throw new LocalFault(`The club already runs here${other.url ? ` at ${other.url}` : ""}: stop it first (Ctrl-C there, or \`kill ${other.pid}\`).`);
  tellClub({});
}

/** Notes where the club is reached. */
export function tellClub({ url }: { url?: string }): void {
  writeJson(FILE, { pid: process.pid, started: startedAt(process.pid) ?? "", url } satisfies Running);
}

/** Forgets this club, when it ends. */
export function releaseClub(): void {
  if (readJson<Running>(FILE)?.pid === process.pid) rmSync(FILE, { force: true });
}
