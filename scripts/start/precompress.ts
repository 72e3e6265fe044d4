import { readdirSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const COMPRESSIBLE = new Set([".js", ".css", ".json", ".svg", ".txt", ".map"]);
/** Under this a compressed file saves less than its header costs. */
const SMALLEST = 600;
const AT_ONCE = 4;

/**
 * Puts a brotli copy (`<file>.br`, quality 11) beside every text file below `folder`. Build output is named by its
 * content, so a copy that is there is right.
 * @returns how many files were compressed.
 */
export async function precompress(folder: string): Promise<number> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const there = new Set(names);
  const waiting = names.filter((name) => COMPRESSIBLE.has(extname(name)) && !there.has(`${name}.br`));
  let done = 0;
  const work = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const path = join(folder, name);
      const content = await readFile(path);
      if (content.length < SMALLEST) continue;
      const small = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
      await writeFile(`${path}.tmp`, small);
      await rename(`${path}.tmp`, `${path}.br`);
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}
