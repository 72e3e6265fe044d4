/**
 * `npm run coverage`: which lines and statements of the deployed contracts the Solidity tests reach, in a table and one
 * line of JSON. Ends with 1 below 100 % of the lines or 98 % of the statements of any file. Hardhat measures neither
 * branches nor the TypeScript tests; the mutation score (`npm run test:mutation`) stands for those.
 */
import { join } from "node:path";
import { runTool } from "./local/tool";
import { ROOT } from "./start/place";

const BARS = { lines: 100, statements: 98 };
const LIMIT_MS = 1_200_000;
type File = { file: string; lines: number; statements: number; missing: string };

/** The rows of Hardhat's table that are about what is deployed: neither tests nor mocks. */
function readTable(output: string): File[] {
  const row = /^║ (contracts\/(?:base\/)?\w+\.sol)\s*│\s*([\d.]+)\s*│\s*([\d.]+)\s*│\s*(.*?)\s*║$/gm;
  return [...output.matchAll(row)].map(([, file = "", lines, statements, missing = ""]) => ({ file, lines: Number(lines), statements: Number(statements), missing }));
}

const { code, output } = await runTool({ command: process.execPath, args: [join(ROOT, "node_modules/hardhat/dist/src/cli.js"), "test", "solidity", "--coverage"], cwd: ROOT, timeoutMs: LIMIT_MS });
const files = readTable(output);
console.log(`${"file".padEnd(36)}${"lines %".padStart(10)}${"statements %".padStart(14)}  not reached`);
for (const { file, lines, statements, missing } of files) console.log(`${file.padEnd(36)}${lines.toFixed(2).padStart(10)}${statements.toFixed(2).padStart(14)}  ${missing}`);
const below = files.filter(({ lines, statements }) => lines < BARS.lines || statements < BARS.statements).map(({ file }) => file);
if (code !== 0 || files.length === 0) console.log(output.slice(-4_000));
const measured = { lines: Math.min(...files.map(({ lines }) => lines)), statements: Math.min(...files.map(({ statements }) => statements)) };
console.log(JSON.stringify({ files: files.length, lowest: measured, bars: BARS, below, passed: code === 0 }));
process.exitCode = code === 0 && files.length > 0 && below.length === 0 ? 0 : 1;
