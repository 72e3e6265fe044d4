import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./place";

/** Every file below the given paths (files or folders, from the root of the repository), in one order. */
function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** A hash of the names and contents of files: equal when a build from them would be equal. */
export function contentHash(paths: string[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths) for (const file of filesBelow(join(ROOT, path))) hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
