import hre from "hardhat";
import { measureGas, missedBars } from "./measure-gas";

/** Prints what awards and passes cost beside OpenZeppelin and solady; ends with 1 when a bar is missed. */
await hre.tasks.getTask("build").run({ quiet: true });
const report = await measureGas();
const missed = missedBars(report);
const cell = (value: number | undefined) => (value?.toLocaleString("en") ?? "–").padStart(14);
console.log(`${"gas per item, whole transaction".padEnd(34)}${["club", "ceiling", "OpenZeppelin", "solady"].map((head) => head.padStart(14)).join("")}`);
for (const { name, gas, ceiling, openzeppelin, solady } of report.figures) {
  console.log(name.padEnd(34) + [gas, ceiling, openzeppelin, solady].map(cell).join(""));
}
console.log(`${"99 worst receivers and 1 honest".padEnd(34)}${cell(report.loopingBatch.gas)}${cell(16_700_000)}`);
for (const line of missed) console.log(`MISSED ${line}`);
console.log(JSON.stringify({ ...report, missed }));
process.exitCode = missed.length === 0 ? 0 : 1;
