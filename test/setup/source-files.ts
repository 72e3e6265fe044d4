import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export type SourceFile = { path: string; text: string; imports: string[] };

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = ["app", "bot", "lib", "scripts", "test", "contracts"];
const SKIP = new Set(["node_modules", ".next", "generated"]);

function walk(folder: string, found: string[]): void {
  for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true })) {
    const here = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIP.has(entry.name)) walk(here, found);
    } else found.push(here);
  }
}

/** The import specifiers of a file, as paths from the root where they point inside the tree ("lib/xp/rules"). */
function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g)) {
    const target = match[1];
    if (!target) continue;
    if (target.startsWith("@/")) found.push(target.slice(2));
    else if (target.startsWith(".")) found.push(path.posix.normalize(path.posix.join(path.posix.dirname(file), target)));
    else found.push(target);
  }
  return found;
}

/** Every file of the tree below the named folders whose path ends in one of `endings`, with its imports. */
export function sourceFiles(endings = [".ts", ".tsx"], folders = FOLDERS): SourceFile[] {
  const paths: string[] = [];
  for (const folder of folders) {
    try {
      walk(folder, paths);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return paths
    .filter((file) => endings.some((ending) => file.endsWith(ending)) && !file.endsWith(".d.ts"))
    .map((file) => {
      const text = readFileSync(path.join(ROOT, file), "utf8");
      return { path: file, text, imports: importsOf(file, text) };
    });
}

export const isClientFile = (file: SourceFile): boolean => /^\s*(?:\/\*[\s\S]*?\*\/\s*)?["']use client["']/.test(file.text);
