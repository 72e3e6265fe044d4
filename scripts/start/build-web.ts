import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { faultFrom } from "../local/failure";
import { withFileLock } from "../local/lock";
import { runTool, withProgress } from "../local/tool";
import { contentHash } from "./content-hash";
import { CLUB_DIR, ROOT, writeJson } from "./place";
import { precompress } from "./precompress";

const INPUTS = ["app", "lib", "public", "next.config.ts", "postcss.config.mjs", "proxy.ts", "instrumentation.ts", "tsconfig.json", "package-lock.json"];
const DIST = join(ROOT, ".next");
const MARK = join(DIST, "club-build.json");

/** What the pages are built from. Nothing of the environment goes into a build: one serves every port and chain. */
const buildHash = () => contentHash(INPUTS);

/** Whether `.next` holds a finished build of these very sources. */
function isFresh(hash: string): boolean {
  return existsSync(join(DIST, "BUILD_ID")) && existsSync(MARK) && readFileSync(MARK, "utf8").includes(hash);
}

/** Builds the pages and compresses their files, unless that was done for the same content. */
export async function buildWeb({ log, force = false }: { log: (line: string) => void; force?: boolean }): Promise<void> {
  await withFileLock(join(CLUB_DIR, "building-web"), log, async () => {
    const hash = buildHash();
    if (!force && isFresh(hash)) return;
    const { code, output } = await withProgress(log, "Building the pages (about half a minute)", () =>
      runTool({ command: process.execPath, args: ["node_modules/next/dist/bin/next", "build"], cwd: ROOT, env: buildEnvironment(), timeoutMs: 600_000 }),
    );
    if (code !== 0) throw faultFrom("The pages could not be built:", output.split("\n").slice(-30).join("\n"));
    await withProgress(log, "Compressing the page files", () => precompress(join(DIST, "static")));
    writeJson(MARK, { hash });
  });
}

/** A plain environment: a secret of the person must not end in a page, nor the react-server condition in the build. */
function buildEnvironment(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", TZ: "UTC" };
}
