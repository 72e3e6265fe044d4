import { checkContracts } from "@/lib/platform/check-contracts";
import { env } from "@/lib/platform/env";

/**
 * Ends the web process at its start when the configuration has a fault, with every fault named, or when the contracts
 * on the chain are not those of the deployment file.
 */
export async function checkStart(): Promise<void> {
  try {
    env();
    await checkContracts();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
