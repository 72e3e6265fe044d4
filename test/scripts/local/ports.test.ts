import { createSocket } from "node:dgram";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { choosePort, freePort, freeUdpPort, holdPort, isFree, nextFreePort, readPorts, writePorts } from "@/scripts/local/ports";
import { tempFolder } from "./temp-folder";

async function taken(host = "127.0.0.1"): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as { port: number }).port;
}

test("default: a free port is taken as wanted", async () => {
  const port = await freePort();
  expect(await choosePort(port)).toEqual({ port, moved: false });
});

test("behavior: a taken port moves, and the caller learns it", async () => {
  const port = await taken();
  const chosen = await choosePort(port);
  expect(chosen.moved).toBe(true);
  expect(await isFree(chosen.port)).toBe(true);
});

test("behavior: a held port is nobody else's, answers that the club is coming, and is free afterwards", async () => {
  const port = await freePort();
  const letGo = await holdPort(port);
  onTestFinished(() => letGo());
  expect(await isFree(port)).toBe(false);
  const early = await fetch(`http://127.0.0.1:${port}/rooms`, { signal: AbortSignal.timeout(5_000) });
  expect([early.status, early.headers.get("retry-after")]).toEqual([503, "5"]);
  await letGo();
  expect(await isFree(port)).toBe(true);
});

test("error: a port that is taken cannot be held", async () => {
  await expect(holdPort(await taken())).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("behavior: the pages move to one of the next ports", async () => {
  const port = await taken();
  const next = await nextFreePort(port);
  expect(next).not.toBe(port);
  expect(await isFree(next)).toBe(true);
});

test("behavior: a port held on every address counts as taken", async () => {
  expect(await isFree(await taken("0.0.0.0"))).toBe(false);
});

test("behavior: a taken UDP port moves", async () => {
  const socket = createSocket("udp4");
  onTestFinished(() => void socket.close());
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  expect(await freeUdpPort(socket.address().port)).not.toBe(socket.address().port);
});

test("default: the ports of a start are there at the next", () => {
  const folder = tempFolder();
  writePorts(folder, { web: 3000, chain: 8545 });
  expect(readPorts(folder)).toEqual({ web: 3000, chain: 8545 });
});

test("error: a torn or foreign ports file counts as none", () => {
  const folder = tempFolder();
  expect(readPorts(folder)).toEqual({});
  for (const content of ["{\"web\": 30", "null", "[]", "{\"web\": \"3000\"}"]) {
    writeFileSync(join(folder, "ports.json"), content);
    expect(readPorts(folder)).toEqual({});
  }
});
