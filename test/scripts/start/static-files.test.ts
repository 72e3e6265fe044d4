import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { precompress } from "@/scripts/start/precompress";
import { acceptsBrotli, answerCompressed, compressedFiles } from "@/scripts/start/static-files";
import { tempFolder } from "../local/temp-folder";

const SCRIPT = `console.log("${"club ".repeat(400)}")`;

/** A server over a small build; what it has no brotli copy for answers 404, as "Next's turn". */
async function serve(): Promise<{ port: number; folder: string }> {
  const folder = tempFolder();
  mkdirSync(join(folder, "chunks", "(club)"), { recursive: true });
  writeFileSync(join(folder, "chunks", "a.js"), SCRIPT);
  writeFileSync(join(folder, "chunks", "(club)", "[id].css"), `.x{color:red}${" ".repeat(900)}`);
  writeFileSync(join(folder, "chunks", "small.js"), "1");
  writeFileSync(join(folder, "chunks", "sound.woff2"), Buffer.alloc(2_000));
  await precompress(folder);
  const files = compressedFiles(folder, "/_next/static/");
  const server = createServer((incoming, response) => {
    if (!answerCompressed(files, incoming, response)) response.writeHead(404).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as { port: number }).port, folder };
}

/** A plain request: fetch would unpack the answer and tidy the path. */
function get(port: number, path: string, { method = "GET", encoding = "gzip, deflate, br" } = {}): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers: encoding ? { "accept-encoding": encoding } : {} }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    outgoing.on("error", reject).end();
  });
}

test("default: a file of the build comes as brotli, to be kept for ever", async () => {
  const { port } = await serve();
  const { status, headers, body } = await get(port, "/_next/static/chunks/a.js?dpl=1");
  expect(status).toBe(200);
  expect(headers).toMatchObject({ "content-type": "application/javascript; charset=UTF-8", "content-encoding": "br", "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding", "content-length": String(body.length) });
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
});

test("behavior: an escaped path finds its file", async () => {
  const { port } = await serve();
  expect((await get(port, "/_next/static/chunks/(club)/%5Bid%5D.css")).headers["content-type"]).toBe("text/css; charset=UTF-8");
});

test("behavior: HEAD sends the headers alone", async () => {
  const { port } = await serve();
  const { status, body, headers } = await get(port, "/_next/static/chunks/a.js", { method: "HEAD" });
  expect([status, body.length, headers["content-encoding"]]).toEqual([200, 0, "br"]);
});

test("behavior: without brotli, for small and binary files, and outside the build Next answers", async () => {
  const { port, folder } = await serve();
  for (const encoding of ["", "gzip", "br;q=0", "gzip, br;q=0.0"]) expect((await get(port, "/_next/static/chunks/a.js", { encoding })).status).toBe(404);
  for (const path of ["/_next/static/chunks/small.js", "/_next/static/chunks/sound.woff2", "/_next/static/../../package.json", `/_next/static/%2e%2e/%2e%2e${encodeURI(folder)}/chunks/a.js`, "/_next/static/chunks/%E0%A4%A", "/"]) expect((await get(port, path)).status).toBe(404);
  expect((await get(port, "/_next/static/chunks/a.js", { method: "POST" })).status).toBe(404);
});

test("behavior: compressing again does nothing", async () => {
  const { folder } = await serve();
  const before = readFileSync(join(folder, "chunks", "a.js.br"));
  expect(await precompress(folder)).toBe(0);
  expect(readFileSync(join(folder, "chunks", "a.js.br"))).toEqual(before);
});

test("default: what counts as taking brotli", () => {
  expect(["br", "gzip, br", "br;q=1.0", "gzip;q=0.5,br;q=0.1"].map(acceptsBrotli)).toEqual([true, true, true, true]);
  expect([undefined, "", "gzip", "brotli", "br;q=0", "br; q=0.000"].map(acceptsBrotli)).toEqual([false, false, false, false, false, false]);
});
