import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The `reason` of every error that is thrown on purpose, with the file it is in. */
function thrownReasons(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync(["lib/**/*.ts", "app/**/*.ts"]))
    for (const [, reason = ""] of readFileSync(file, "utf8").matchAll(/new ClubError\((?:(?!new ClubError\().)*?\breason: "([a-z_]+)"/gs)) found.set(reason, file);
  return found;
}

test("default: every reason an error may carry is explained in docs/api.md", () => {
  const documented = new Set([...readFileSync("docs/api.md", "utf8").matchAll(/`([a-z_]+)`/g)].map(([, word]) => word));
  const missing = [...thrownReasons()].filter(([reason]) => !documented.has(reason));
  expect(missing).toEqual([]);
});
