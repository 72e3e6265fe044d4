import { buildContracts } from "@/scripts/start/build-contracts";
import { buildWeb } from "@/scripts/start/build-web";

const log = (line: string) => console.log(`  ${line}`);

/** Compiles the contracts and builds the pages once, before the browser tests start their clubs side by side. */
export async function setup() {
  if (process.env.BROWSER_MISSING) return;
  await buildContracts({ log });
  await buildWeb({ log });
}
