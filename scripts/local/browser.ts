import { accessSync, constants, existsSync } from "node:fs";
import { findOnPath } from "./find";
import { runTool, withProgress } from "./tool";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** A browser already here: CHROMIUM_PATH, then PATH. */
function findBrowser(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const found = NAMES.map(findOnPath).find((path) => path !== undefined);
  return found ?? (existsSync(MAC) ? MAC : undefined);
}

/** Whether Debian's packages can be installed here: apt is there and we may write. */
function canInstall(): boolean {
  if (!findOnPath("apt-get") || process.getuid?.() !== 0) return false;
  try {
    accessSync("/var/lib/dpkg", constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium for browser tests: CHROMIUM_PATH, one on PATH, or Debian's package where apt and root are there.
 * @returns its path, or the sentence why the browser tests are skipped.
 */
export async function findOrInstallBrowser(log: (line: string) => void): Promise<{ path: string } | { reason: string }> {
  const found = findBrowser();
  if (found) return { path: found };
  if (process.env.CHROMIUM_PATH) return { reason: "CHROMIUM_PATH names no file: correct it, or unset it to look for a browser" };
  if (!canInstall()) return { reason: "no browser was found: install Chromium or set CHROMIUM_PATH" };
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (args: string[]) => runTool({ command: "apt-get", args: ["-q", "-y", ...args], env, timeoutMs: 600_000 });
  const { code, output } = await withProgress(log, "Installing Chromium for the browser tests", async () => {
    await apt(["update"]);
    return apt(["install", "--no-install-recommends", "chromium"]);
  });
  const path = code === 0 ? findBrowser() : undefined;
  return path ? { path } : { reason: `Chromium could not be installed (${output.trim().split("\n").at(-1)}): install it by hand or set CHROMIUM_PATH` };
}
