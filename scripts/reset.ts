/**
 * Usage: npm run reset [-- --yes]. Removes the local club: database, chain, deployments, secrets, ports and logs.
 * Fetched programs (Node, LiveKit, the embedded database) stay; `--all` removes them too.
 */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { sentenceFor } from "./local/failure";
import { endLeftovers } from "./local/notes";
import { notesFolder } from "./local/process";
import { CLUB_DIR } from "./start/place";
import { runningClub } from "./start/running";

const FETCHED = new Set(["node", "bin", "mongo-java", "mongod", "installed"]);

async function isWanted(): Promise<boolean> {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) {
    console.error("Nobody can be asked here: say `npm run reset -- --yes` to remove the local club.");
    return false;
  }
  const dialog = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await dialog.question("This removes the local club with its members, XP, messages and chain. Type yes to go on: ");
  dialog.close();
  return answer.trim().toLowerCase() === "yes";
}

async function reset(): Promise<number> {
  const running = runningClub();
  if (running) {
    console.error(`The club runs (process ${running.pid}): stop it first.`);
    return 1;
  }
  if (!(await isWanted())) return 1;
  await endLeftovers(notesFolder(CLUB_DIR));
  const all = process.argv.includes("--all");
  let names: string[] = [];
  try {
    names = readdirSync(CLUB_DIR);
  } catch {
    // There is no club yet.
  }
  for (const name of names) if (all || !FETCHED.has(name)) rmSync(join(CLUB_DIR, name), { recursive: true, force: true });
  console.log("The local club is removed; `npm start` makes a new one.");
  return 0;
}

process.exitCode = await reset().catch((error: unknown) => {
  console.error(sentenceFor(error));
  return 1;
});
