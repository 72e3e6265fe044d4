/**
 * Stands in for Vitest where thousands of runs of the same tests must not each pay for a worker: it collects the
 * tests of the files that import it, and leaves running them to the judge. Vitest's own `expect` decides.
 */
export { expect } from "../../node_modules/vitest/dist/index.js";

type Body = (...args: unknown[]) => unknown;
export type CollectedTest = { title: string; run: () => unknown };
export const collected: CollectedTest[] = [];
const path: string[] = [];

const bodyOf = (rest: unknown[]): Body => {
  const found = rest.find((part) => typeof part === "function");
  if (!found) throw new Error("A test without a body.");
  return found as Body;
};
const rows = (table: readonly unknown[]) => table.map((row) => (Array.isArray(row) ? row : [row]) as unknown[]);

export const test = Object.assign(
  (title: string, ...rest: unknown[]) => {
    collected.push({ title: [...path, title].join(" > "), run: bodyOf(rest) });
  },
  {
    each: (table: readonly unknown[]) => (title: string, ...rest: unknown[]) => {
      for (const row of rows(table)) test(`${title} ${String(row[0])}`, () => bodyOf(rest)(...row));
    },
  },
);

export const describe = Object.assign(
  (title: string, body: Body) => {
    path.push(title);
    body();
    path.pop();
  },
  {
    each: (table: readonly unknown[]) => (title: string, body: Body) => {
      for (const row of rows(table)) describe(`${title} ${String(row[0])}`, () => body(...row));
    },
  },
);
