import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { LocalContext } from "@/scripts/local/process";

/** A folder that is removed when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "club test "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A context whose `.club` is a folder of its own; `lines` is what a person would have read. */
export function tempContext(): LocalContext & { lines: string[] } {
  const folder = tempFolder();
  const lines: string[] = [];
  return { dataDir: folder, runDir: folder, log: (line) => void lines.push(line), lines };
}

/** Why a test of a full disk cannot be made here. */
export const NO_FULL_DEVICE = "this system has no /dev/full to stand in for a full disk";
