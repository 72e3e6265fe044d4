import { createReadStream, readdirSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".json": "application/json; charset=UTF-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=UTF-8",
  ".map": "application/json; charset=UTF-8",
};

type Compressed = { path: string; size: number; type: string };

/** The brotli copies below `folder`, by the address their originals are asked under. Read once: builds do not change. */
export function compressedFiles(folder: string, prefix: string): Map<string, Compressed> {
  const files = new Map<string, Compressed>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = name.endsWith(".br") ? TYPES[extname(name.slice(0, -3))] : undefined;
    if (!type) continue;
    const path = join(folder, name);
    files.set(prefix + name.slice(0, -3).split(sep).join("/"), { path, size: statSync(path).size, type });
  }
  return files;
}

/** Whether the browser takes brotli. `br;q=0` says it does not. */
export function acceptsBrotli(header: string | string[] | undefined): boolean {
  return String(header ?? "")
    .split(",")
    .some((part) => /^\s*br\s*(;\s*q=(0?\.\d*[1-9]\d*|1(\.0*)?)\s*)?$/i.test(part));
}

/**
 * Answers a request for a file of the build with its brotli copy.
 * @returns false when there is none for it: then Next answers.
 */
export function answerCompressed(files: Map<string, Compressed>, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  const file = files.get(path) ?? files.get(decoded(path));
  if (!file || !acceptsBrotli(request.headers["accept-encoding"])) return false;
  response.writeHead(200, {
    "content-type": file.type,
    "content-encoding": "br",
    "content-length": file.size,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file.path).on("error", () => response.destroy()).pipe(response);
  return true;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
