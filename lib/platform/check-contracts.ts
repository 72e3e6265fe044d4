import { keccak256, type PublicClient } from "viem";
import { type ChainDeployment, chainReader, deployment } from "./chain";
import { log } from "./log";

/** The deployment file's content; undefined where there is none yet, which is told where it is needed. */
function knownDeployment(): ChainDeployment | undefined {
  try {
    return deployment();
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Looks once, when a process starts, whether the chain holds exactly the code that the deployment file names: a club
 * that reads other contracts than it was deployed with must not open. A chain that does not answer is no reason to
 * stay closed: that passes by, and /api/health tells it.
 * @throws Error with one sentence when there is no code, or other code, at an address of the file
 */
export async function checkContracts({ reader = chainReader() }: { reader?: PublicClient } = {}): Promise<void> {
  const known = knownDeployment();
  if (!known) return;
  for (const name of ["membership", "badges"] as const) {
    const { address, codeHash } = known[name];
    const code = await reader.getCode({ address }).catch((error: unknown) => {
      log("chain").warn({ error, contract: name }, "the code of a contract could not be compared with the deployment file");
      return null;
    });
    if (code === null) continue;
    if (!code) throw new Error(`There is no ${name} contract at ${address} on chain ${known.chainId}, where the deployment file says it is: correct CHAIN_ID, RPC_URL or the file.`);
    if (keccak256(code) !== codeHash) throw new Error(`The code at ${address} on chain ${known.chainId} is not that of the ${name} contract in the deployment file: correct CHAIN_ID, RPC_URL or the file.`);
  }
}
