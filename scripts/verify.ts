import path from "node:path";
import { parseArgs } from "node:util";
import { findChain } from "./deployment/deploy-config";
import { readDeployment } from "./deployment/deployment-file";
import { readSources } from "./deployment/sources-file";
import { verifyWithEtherscan } from "./deployment/verification/etherscan";
import { verifyWithSourcify } from "./deployment/verification/sourcify";
import { type Answer, makeSubmissions, type Submission } from "./deployment/verification/submission";

const SOURCIFY = "https://sourcify.dev/server";
const ETHERSCAN = "https://api.etherscan.io/v2/api";
type Service = { name: string; verify: (submission: Submission) => Promise<Answer> };

/** Sourcify always; Etherscan with ETHERSCAN_API_KEY; a Blockscout with BLOCKSCOUT_API_URL and its key, if it wants one. */
function services(env: NodeJS.ProcessEnv): Service[] {
  const { SOURCIFY_URL = SOURCIFY, ETHERSCAN_API_URL = ETHERSCAN, ETHERSCAN_API_KEY, BLOCKSCOUT_API_URL, BLOCKSCOUT_API_KEY } = env;
  const found: Service[] = [{ name: "Sourcify", verify: (submission) => verifyWithSourcify({ url: SOURCIFY_URL.replace(/\/+$/, ""), submission }) }];
  if (ETHERSCAN_API_KEY) found.push({ name: "Etherscan", verify: (submission) => verifyWithEtherscan({ url: ETHERSCAN_API_URL, key: ETHERSCAN_API_KEY, submission }) });
  if (BLOCKSCOUT_API_URL) found.push({ name: "Blockscout", verify: (submission) => verifyWithEtherscan({ url: BLOCKSCOUT_API_URL, key: BLOCKSCOUT_API_KEY, submission }) });
  return found;
}

/**
 * `npm run verify -- --network sepolia [--folder deployments]`: shows the sources of a deployment to explorers, from
 * what the deploy command noted; nothing is compiled. Ends with 1 unless every service has both contracts.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { network: { type: "string" }, folder: { type: "string", default: "deployments" } } });
  if (!values.network) throw new Error("Say where: npm run verify -- --network sepolia");
  const chain = findChain(values.network);
  const folder = path.resolve(values.folder);
  const deployment = readDeployment(folder, chain.id);
  if (!deployment) throw new Error(`There is no deployment for ${chain.name}: run npm run deploy -- --network ${values.network} first.`);
  const submissions = makeSubmissions(deployment, readSources(folder, chain.id, deployment.solcInputHash));
  for (const { name, verify } of services(process.env)) {
    for (const submission of submissions) {
      const answer = await verify(submission).catch((error: unknown): Answer => ({ outcome: "failed", reason: error instanceof Error ? error.message : String(error) }));
      console.log(`${name.padEnd(11)}${submission.identifier.split(":").at(-1)} ${submission.address}: ${answer.outcome}${answer.outcome === "failed" ? ` (${answer.reason})` : ""}`);
      if (answer.outcome === "failed") process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
