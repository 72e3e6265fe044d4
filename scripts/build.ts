/** Usage: npm run build. Contracts, pages and their compressed files, whatever was built before. */
import { sentenceFor } from "./local/failure";
import { endTools } from "./local/tool";
import { buildContracts } from "./start/build-contracts";
import { buildWeb } from "./start/build-web";

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    endTools();
    process.exit(1);
  });
const log = (line: string) => console.log(`· ${line}`);

try {
  await buildContracts({ log });
  await buildWeb({ log, force: true });
  log("The build is in .next.");
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}
