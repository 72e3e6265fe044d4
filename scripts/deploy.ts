import { execFileSync } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { formatEther, formatGwei } from "viem";
import { chainClients, deployClub } from "./deployment/deploy-club";
import { readDeployConfig } from "./deployment/deploy-config";
import { checkDeployment, readDeployment, writeDeployment } from "./deployment/deployment-file";
import { measureDeployment } from "./deployment/measure-deployment";

/**
 * `npm run deploy -- --network sepolia [--yes]`: says what would be done and what it costs, asks, deploys both
 * contracts with the production profile and notes them in deployments/<chainId>.json. Where that file exists and the
 * chain agrees with it, nothing is done.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { network: { type: "string" }, yes: { type: "boolean", default: false }, folder: { type: "string", default: "deployments" } } });
  if (!values.network) throw new Error("Say where: npm run deploy -- --network sepolia");
  const { chain, deployerKey, rpcUrl, ...config } = readDeployConfig(values.network, process.env);
  const folder = path.resolve(values.folder);
  const { reader, wallet } = chainClients({ rpcUrl, chainId: chain.id, key: deployerKey });
  const served = await reader.getChainId();
  if (served !== chain.id) throw new Error(`RPC_URL serves chain ${served}, not ${chain.name} (${chain.id}).`);

  const existing = readDeployment(folder, chain.id);
  if (existing) {
    await checkDeployment(reader, existing);
    console.log(`Already on ${chain.name}: membership ${existing.membership.address}, badges ${existing.badges.address}. Nothing to do.`);
    return;
  }

  console.log("Compiling with the production profile (about a minute) …");
  const hardhat = path.resolve("node_modules/hardhat/dist/src/cli.js");
  execFileSync(process.execPath, [hardhat, "build", "--build-profile", "production", "--quiet", "contracts/ClubMembership.sol", "contracts/ClubBadges.sol"], { stdio: ["ignore", "ignore", "inherit"], timeout: 600_000 });

  const gas = await measureDeployment(config);
  const [{ maxFeePerGas }, balance] = await Promise.all([reader.estimateFeesPerGas(), reader.getBalance({ address: wallet.account.address })]);
  const cost = (gas.membership + gas.badges) * maxFeePerGas;
  console.log(`
Dry run on ${chain.name} (chain ${chain.id})
  owner      ${config.owner}
  treasury   ${config.treasury}
  minter     ${config.minter}
  deployer   ${wallet.account.address} (pays, keeps no role), has ${formatEther(balance)} ETH
  metadata   ${config.baseUrl}/api/metadata/…
  owner's delay ${config.adminDelaySeconds} s
  gas        membership ${gas.membership.toLocaleString("en")}, badges ${gas.badges.toLocaleString("en")}
  at most    ${formatEther(cost)} ETH at ${formatGwei(maxFeePerGas)} gwei
`);
  if (balance < cost) throw new Error(`The deployer needs ${formatEther(cost - balance)} ETH more.`);
  if (!values.yes && !(await confirm())) {
    console.log("Nothing was sent.");
    return;
  }
  const deployment = await deployClub({ rpcUrl, chainId: chain.id, deployerKey, ...config, onStep: (step) => console.log(step) });
  const file = writeDeployment(folder, deployment);
  console.log(`Noted in ${path.relative(process.cwd(), file)}. Commit it, then run: npm run generate`);
}

async function confirm(): Promise<boolean> {
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
