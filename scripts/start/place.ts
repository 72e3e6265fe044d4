import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository, and `.club` in it: all state of the club on one machine. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const CLUB_DIR = join(ROOT, ".club");

/** Reads a JSON file of `.club`, or undefined when it is missing or torn. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Writes a JSON file whole or not at all. `secret` keeps it from other users of the machine. */
export function writeJson(path: string, value: unknown, { secret = false } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: secret ? 0o600 : 0o644 });
  renameSync(fresh, path);
}
