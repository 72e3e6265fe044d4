import { LocalFault } from "../local/failure";
import type { LocalContext } from "../local/process";
import { runTool, withProgress } from "../local/tool";
import { ROOT } from "./place";
import { scriptArgs } from "./services";

/** Makes the indexes and, on the local chain, the small demo club: names, first rooms, rules. Safe to repeat. */
export async function seedClub({ env, context }: { env: Record<string, string>; context: LocalContext }): Promise<void> {
  const seed = () => runTool({ command: process.execPath, args: scriptArgs("scripts/seed.ts"), cwd: ROOT, env, timeoutMs: 180_000 });
  const { code, output } = await withProgress(context.log, "Preparing the demo club", seed);
  if (code !== 0) throw new LocalFault(`The demo club could not be prepared:\n${output.trim().split("\n").slice(-12).join("\n")}`);
}
