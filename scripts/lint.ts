/** Usage: npm run lint [-- --fix]. ESLint over the whole tree, solhint over the contracts that are deployed (not their tests and mocks). */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./start/place";

const eslint = spawnSync(process.execPath, ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", ...process.argv.slice(2)], { cwd: ROOT, stdio: "inherit" });
const withSolhint = existsSync(join(ROOT, ".solhint.json"));
const solhint = withSolhint ? spawnSync(process.execPath, ["node_modules/solhint/solhint.js", "contracts/*.sol", "contracts/base/*.sol", "--max-warnings", "0", "--disc"], { cwd: ROOT, stdio: "inherit" }) : undefined;
process.exitCode = eslint.status || solhint?.status || 0;
