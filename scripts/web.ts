/**
 * The web process in production: Next behind a plain server that sends the build's files as brotli (Next itself
 * sends gzip only) and ends within four seconds, open event streams included.
 *
 * Usage: node --import tsx scripts/web.ts, with PORT and optionally HOST in the environment, after `npm run build`.
 */
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";
import { answerCompressed, compressedFiles } from "./start/static-files";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOST ?? "127.0.0.1";
const GRACE_MS = 2_500;

const app = next({ dev: false, dir: root, hostname, port });
await app.prepare();
const answer = app.getRequestHandler();
const files = compressedFiles(join(root, ".next", "static"), "/_next/static/");

const server = createServer((request, response) => {
  if (answerCompressed(files, request, response)) return;
  // As a proxy does: the socket's address goes last, behind whatever a client claims. Rate limits count by it.
  request.headers["x-forwarded-for"] = [request.headers["x-forwarded-for"], request.socket.remoteAddress ?? "unknown"].flat().filter(Boolean).join(", ");
  answer(request, response).catch(() => response.destroy());
});
server.on("upgrade", (request, socket, head) => {
  app.getUpgradeHandler()(request, socket, head).catch(() => socket.destroy());
});
// Without this a taken port would end as success, with a stack of Next in the log.
server.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  console.error(code === "EADDRINUSE" ? `Port ${port} is taken by another program.` : message);
  process.exit(1);
});
server.listen(port, hostname, () => console.log(`ready http://${hostname}:${port}`));

let asked = false;
async function end(): Promise<void> {
  if (asked) return;
  asked = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
  await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
