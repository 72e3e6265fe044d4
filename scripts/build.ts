/** Usage: npm run build. Contracts, pages and their compressed files, whatever was built before. */
import { sentenceFor } from "./local/failure";
import { buildContracts } from "./start/build-contracts";
import { buildWeb } from "./start/build-web";

const log = (line: string) => console.log(`· ${line}`);

try {
  await buildContracts({ log });
  await buildWeb({ log, force: true });
  log("The build is in .next.");
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}
