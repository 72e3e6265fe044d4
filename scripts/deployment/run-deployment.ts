import path from "node:path";
import { formatEther, formatGwei } from "viem";
import { chainClients, deployClub } from "./deploy-club";
import { readDeployConfig } from "./deploy-config";
import { checkDeployment, readDeployment, writeDeployment } from "./deployment-file";
import { measureDeployment } from "./measure-deployment";
import { collectSources, writeSources } from "./sources-file";

export type RunDeployment = {
  network: string;
  /** Where deployment files are. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Brings the artifacts that are to be deployed. */
  compile: () => void;
  /** Asked once, after the dry run was shown. */
  confirm: () => Promise<boolean>;
  say: (line: string) => void;
};

/**
 * Says what would be done and what it costs, asks, deploys both contracts and notes them in `<chainId>.json` with
 * their sources beside it. Where that file exists and the chain agrees with it, nothing is done. Throws with a
 * sentence when something is missing, the RPC endpoint serves another chain, or the money does not suffice.
 */
export async function runDeployment({ network, folder, env, compile, confirm, say }: RunDeployment): Promise<"deployed" | "declined" | "there already"> {
  const { chain, deployerKey, rpcUrl, ...config } = readDeployConfig(network, env);
  const { reader, wallet } = chainClients({ rpcUrl, chainId: chain.id, key: deployerKey });
  const served = await reader.getChainId();
  if (served !== chain.id) throw new Error(`RPC_URL serves chain ${served}, not ${chain.name} (${chain.id}).`);

  const existing = readDeployment(folder, chain.id);
  if (existing) {
    await checkDeployment(reader, existing);
    say(`Already on ${chain.name}: membership ${existing.membership.address}, badges ${existing.badges.address}. Nothing to do.`);
    return "there already";
  }

  compile();
  const gas = await measureDeployment(config);
  const [{ maxFeePerGas }, balance] = await Promise.all([reader.estimateFeesPerGas(), reader.getBalance({ address: wallet.account.address })]);
  const cost = (gas.membership + gas.badges) * maxFeePerGas;
  say(`
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
  if (!(await confirm())) {
    say("Nothing was sent.");
    return "declined";
  }
  // First: what was deployed can be verified even when the last lines are never reached.
  writeSources(folder, chain.id, collectSources());
  const deployment = await deployClub({ rpcUrl, chainId: chain.id, deployerKey, ...config, onStep: say });
  const file = writeDeployment(folder, deployment);
  say(`Noted in ${path.relative(process.cwd(), file)}. Commit it and the sources beside it, then run: npm run generate, npm run verify -- --network ${network}`);
  return "deployed";
}
