import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { faultFrom } from "../local/failure";
import { withFileLock } from "../local/lock";
import { runTool, withProgress } from "../local/tool";
import { contentHash } from "./content-hash";
import { CLUB_DIR, ROOT, writeJson } from "./place";

const INPUTS = ["contracts", "hardhat.config.ts", "package-lock.json"];
const MARK = join(CLUB_DIR, "built", "contracts.json");

/** Compiles the contracts unless the artifacts are of these very sources. */
export async function buildContracts({ log }: { log: (line: string) => void }): Promise<void> {
  await withFileLock(join(CLUB_DIR, "building-contracts"), log, async () => {
    const hash = contentHash(INPUTS);
    if (existsSync(join(ROOT, "artifacts")) && existsSync(MARK) && readFileSync(MARK, "utf8").includes(hash)) return;
    const { code, output } = await withProgress(log, "Compiling the contracts", () =>
      runTool({ command: process.execPath, args: ["node_modules/hardhat/dist/src/cli.js", "build", "--quiet"], cwd: ROOT, timeoutMs: 300_000 }),
    );
    if (code !== 0) throw faultFrom("The contracts do not compile:", output.split("\n").slice(-25).join("\n"));
    writeJson(MARK, { hash });
  });
}
