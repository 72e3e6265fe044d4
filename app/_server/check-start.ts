import { env } from "@/lib/platform/env";

/** Ends the web process at its start when the configuration has a fault, with every fault named. */
export function checkStart(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
