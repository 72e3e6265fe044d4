import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "./local/temp-folder";

const ROOT = join(import.meta.dirname, "../..");

/** A folder with the bootstrap, the lock and one script; `installed` links the packages of this repository. */
function bareClone({ script = "", installed = false }: { script?: string; installed?: boolean }): string {
  const folder = tempFolder();
  mkdirSync(join(folder, "scripts"));
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "scripts/bootstrap.mjs"]) copyFileSync(join(ROOT, name), join(folder, name));
  writeFileSync(join(folder, "scripts", "task.ts"), script);
  if (installed) {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    mkdirSync(join(folder, ".club"));
    const hash = createHash("sha256").update(readFileSync(join(folder, "package-lock.json"))).update(`${process.platform}-${process.arch}`).digest("hex");
    writeFileSync(join(folder, ".club", "installed"), hash);
  }
  return folder;
}

function run(folder: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "scripts/task.ts", ...args], { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, output: () => output };
}

test("default: runs the script with its arguments, and ends with its code", async () => {
  const folder = bareClone({ installed: true, script: "console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7; export {};" });
  const { ended, output } = run(folder, ["--one", "two words"]);
  expect(await ended).toBe(7);
  expect(output()).toBe('["--one","two words"]\n');
});

test("behavior: a signal reaches the script, whose end is ours", async () => {
  const folder = bareClone({ installed: true, script: 'process.on("SIGTERM", () => { console.log("ends"); process.exit(3); }); setInterval(() => {}, 1000); console.log("up"); export {};' });
  const { child, ended, output } = run(folder, []);
  await expect.poll(output, { timeout: 10_000 }).toContain("up");
  child.kill("SIGTERM");
  expect(await ended).toBe(3);
  expect(output()).toContain("ends");
});

test("error: no way to the registry is one sentence, and the next run tries again", async () => {
  const folder = bareClone({});
  const env = { npm_config_registry: "http://127.0.0.1:1/", npm_config_fetch_retries: "0", npm_config_cache: join(folder, "cache") };
  const { ended, output } = run(folder, [], env);
  expect(await ended).toBe(1);
  expect(output().trim().split("\n").at(-1)).toBe("The packages could not be fetched: there is no way to the npm registry; connect to the network and run the same command again.");
  expect(existsSync(join(folder, ".club", "installed"))).toBe(false);
  expect(existsSync(join(folder, ".club", "installing"))).toBe(false);
});
