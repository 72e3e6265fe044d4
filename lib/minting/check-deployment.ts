import { keccak256 } from "viem";
import { chainReader, deployment, forgetDeployment } from "@/lib/platform/chain";
import { ClubError } from "@/lib/platform/errors";

async function isOnChain(): Promise<boolean> {
  const { badges } = deployment();
  const [block, code] = await Promise.all([
    chainReader().getBlock({ blockNumber: BigInt(badges.block) }).catch((error: unknown) => {
      if (error instanceof Error && error.name === "BlockNotFoundError") return null;
      throw error;
    }),
    chainReader().getCode({ address: badges.address }),
  ]);
  return block?.hash === badges.blockHash && code !== undefined && keccak256(code) === badges.codeHash;
}

/**
 * Makes sure that the chain still is the one the deployment file speaks of: same deploy block, same code. When it is
 * not, the file is read again, for a chain that was made anew under a running worker.
 * @throws ClubError unavailable (`chain_mismatch`) when chain and file do not belong together
 */
export async function checkDeployment(): Promise<void> {
  if (await isOnChain()) return;
  forgetDeployment();
  if (await isOnChain()) return;
  throw new ClubError("unavailable", "The chain is not the one the deployment file speaks of.", { reason: "chain_mismatch" });
}
