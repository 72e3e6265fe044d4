import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canReach, findOnPath } from "./find";
import { withFileLock } from "./lock";
import type { LocalContext } from "./process";
import { runTool, withProgress } from "./tool";

const VERSION = "1.13.5";
type Found = { path: string; source: string };

/**
 * The program of the voice server: from PATH, kept in `.club/bin` by an earlier run, its maker's release, or built
 * by Go from the module proxy.
 * @returns the program, or the sentence why there is none.
 */
export async function findLiveKit(context: LocalContext): Promise<Found | { reason: string }> {
  const onPath = findOnPath("livekit-server");
  if (onPath) return { path: onPath, source: "livekit-server found on this machine" };
  const kept = join(context.dataDir, "bin", "livekit-server");
  if (existsSync(kept)) return { path: kept, source: "livekit-server kept in .club/bin" };
  return withFileLock(join(context.dataDir, "fetching-livekit"), context.log, async () => {
    if (existsSync(kept)) return { path: kept, source: "livekit-server kept in .club/bin" };
    return fetchInto(kept, context);
  });
}

async function fetchInto(kept: string, context: LocalContext): Promise<Found | { reason: string }> {
  const work = `${kept}-${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const fetched = (await fetchRelease(work, context)) ?? (await buildWithGo(work, context));
    if ("reason" in fetched) return fetched;
    chmodSync(fetched.path, 0o755);
    renameSync(fetched.path, kept);
    return { path: kept, source: fetched.source };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchRelease(work: string, { log }: LocalContext): Promise<Found | undefined> {
  const machine = { x64: "amd64", arm64: "arm64", arm: "armv7" }[process.arch as string];
  if (process.platform !== "linux" || !machine || !(await canReach("github.com"))) return undefined;
  const url = `https://github.com/livekit/livekit/releases/download/v${VERSION}/livekit_${VERSION}_linux_${machine}.tar.gz`;
  try {
    return await withProgress(log, "Fetching the voice server", async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
      if (!response.ok) return undefined;
      const archive = join(work, "livekit.tar.gz");
      writeFileSync(archive, Buffer.from(await response.arrayBuffer()));
      const { code } = await runTool({ command: "tar", args: ["-xzf", archive, "-C", work, "livekit-server"], timeoutMs: 60_000 });
      return code === 0 ? { path: join(work, "livekit-server"), source: `LiveKit release ${VERSION}` } : undefined;
    });
  } catch {
    return undefined;
  }
}

/** Builds the server from the module proxy into `work`. */
export async function buildWithGo(work: string, { log }: LocalContext): Promise<Found | { reason: string }> {
  const go = findOnPath("go");
  if (!go) return { reason: "no LiveKit server was found: install livekit-server or Go 1.26, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET" };
  const args = ["install", `github.com/livekit/livekit-server/cmd/server@v${VERSION}`];
  const { code, output } = await withProgress(log, "Building the voice server with Go (once, about two minutes)", () =>
    runTool({ command: go, args, env: { ...process.env, GOBIN: work }, timeoutMs: 900_000 }),
  );
  if (code === 0 && existsSync(join(work, "server"))) return { path: join(work, "server"), source: `LiveKit ${VERSION}, built by Go` };
  const last = output.trim().split("\n").at(-1) ?? "no message";
  return { reason: `Go could not build the LiveKit server (${last}): check the network, or install livekit-server` };
}
