import { createSocket } from "node:dgram";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";

const HOST = "127.0.0.1";

/** The port a server could take, or undefined when it is taken. An address family this machine lacks takes nothing. */
function tryTcp(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code === "EADDRINUSE" || code === "EACCES" ? undefined : port));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}

/** Whether a TCP port of this machine is free: a browser told "localhost" may try either loopback address. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of [HOST, "0.0.0.0", "::1"]) if ((await tryTcp(port, host)) === undefined) return false;
  return true;
}

/** A TCP port that is free now, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await tryTcp(0, HOST);
  if (port === undefined) throw new Error("The system gave no free port.");
  return port;
}

/** A UDP port that is free now: `wanted` when it is, otherwise one of the system's choice. */
export function freeUdpPort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", () => (wanted === 0 ? reject(new Error("The system gave no free UDP port.")) : resolve(freeUdpPort())));
    socket.bind(wanted, "0.0.0.0", () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/**
 * A port for a server: the wanted one when it is free, otherwise a free one.
 * @returns the port, and `moved` when a wanted one was taken.
 */
export async function choosePort(wanted: number | undefined): Promise<{ port: number; moved: boolean }> {
  if (wanted && (await isFree(wanted))) return { port: wanted, moved: false };
  return { port: await freePort(), moved: wanted !== undefined };
}

/** The first free port from `wanted` upwards, within twenty; a free one of the system's choice after that. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 20; port++) if (await isFree(port)) return port;
  return freePort();
}

/**
 * Keeps a TCP port until its server is ready to take it: a first start builds for minutes, and another program that
 * took the port meanwhile would answer in the server's name. Whoever opens it early is told to come back.
 * @returns the function that lets go; it may be called twice
 */
export async function holdPort(port: number): Promise<() => Promise<void>> {
  const server = createHttpServer((_request, response) => {
    response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "5", refresh: "5", connection: "close" }).end("The club is being prepared. This page tries again by itself.\n");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen({ port, host: HOST, exclusive: true }, resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

const file = (dataDir: string) => join(dataDir, "ports.json");

/** The ports of the last start, by server name; empty at the first start or when the file is unreadable. */
export function readPorts(dataDir: string): Record<string, number> {
  try {
    const stored: unknown = JSON.parse(readFileSync(file(dataDir), "utf8"));
    if (typeof stored !== "object" || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
  } catch {
    return {};
  }
}

/** Remembers the ports of this start for the next one. */
export function writePorts(dataDir: string, ports: Record<string, number>): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file(dataDir), `${JSON.stringify(ports, null, 2)}\n`);
}
