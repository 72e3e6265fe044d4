import { percentile } from "./percentile";

/** One line of a table of times, in ms. `bar` is what the p95 or p99 named by it must stay below. */
export type Timing = { what: string; values: readonly number[]; bar?: { share: 0.95 | 0.99; below: number } };

const ms = (value: number) => value.toFixed(1).padStart(9);

/** Prints times as a table; answers the names of the lines that miss their bar. */
export function printTimings(timings: readonly Timing[]): string[] {
  console.log(`${"ms".padEnd(28)}${["n", "p50", "p95", "p99", "max", "bar"].map((head) => head.padStart(9)).join("")}`);
  for (const { what, values, bar } of timings) {
    const shares = [0.5, 0.95, 0.99].map((share) => ms(percentile(values, share))).join("");
    const wanted = bar ? `p${bar.share * 100}<${bar.below}` : "";
    console.log(`${what.padEnd(28)}${String(values.length).padStart(9)}${shares}${ms(Math.max(...values))}${wanted.padStart(9)}`);
  }
  return timings.filter(({ values, bar }) => bar && !(percentile(values, bar.share) < bar.below)).map(({ what }) => what);
}

/** The last line of a measurement, for machines, and the exit code. */
export function finishBench(result: { bench: string; ok: boolean } & Record<string, unknown>): void {
  console.log(JSON.stringify(result));
  process.exitCode = result.ok ? 0 : 1;
}

/** `--name N` among the arguments. */
export function numberArgument(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`--${name} must be a whole number above zero.`);
  return value;
}
