/** Usage: npm run typecheck. The contracts first: their artifacts carry types the tests need. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { sentenceFor } from "./local/failure";
import { endTools } from "./local/tool";
import { buildContracts } from "./start/build-contracts";
import { ROOT } from "./start/place";

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    endTools();
    process.exit(1);
  });

try {
  // Left behind by a build or by `npm run dev`; they speak of pages that may be gone by now.
  for (const folder of [".next/types", ".next/dev/types"]) rmSync(join(ROOT, folder), { recursive: true, force: true });
  await buildContracts({ log: (line) => console.log(`· ${line}`) });
  process.exitCode = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."], { cwd: ROOT, stdio: "inherit" }).status ?? 1;
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}
