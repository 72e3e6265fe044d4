import { execFileSync } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { runDeployment } from "./deployment/run-deployment";

/**
 * `npm run deploy -- --network sepolia [--yes] [--folder deployments]`: says what would be done and what it costs,
 * asks, deploys both contracts with the production profile and notes them in deployments/<chainId>.json. A second run
 * does nothing.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { network: { type: "string" }, yes: { type: "boolean", default: false }, folder: { type: "string", default: "deployments" } } });
  if (!values.network) throw new Error("Say where: npm run deploy -- --network sepolia");
  const confirm = values.yes ? () => Promise.resolve(true) : askYes;
  await runDeployment({ network: values.network, folder: path.resolve(values.folder), env: process.env, compile: compileForProduction, confirm, say: (line) => console.log(line) });
}

function compileForProduction(): void {
  console.log("Compiling with the production profile (about a minute) …");
  const hardhat = path.resolve("node_modules/hardhat/dist/src/cli.js");
  execFileSync(process.execPath, [hardhat, "build", "--build-profile", "production", "--quiet", "contracts/ClubMembership.sol", "contracts/ClubBadges.sol"], { stdio: ["ignore", "ignore", "inherit"], timeout: 600_000 });
}

async function askYes(): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await prompt.question("Deploy? Type yes: ")).trim() === "yes";
  } finally {
    prompt.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
