import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { endLeftovers, isAlive, startedAt } from "@/scripts/local/notes";
import { notesFolder, spawnServer, waitUntilReady } from "@/scripts/local/process";
import { endTools, runTool } from "@/scripts/local/tool";
import { Stopped, Stopper } from "@/scripts/start/stopper";
import { NO_FULL_DEVICE, tempContext, tempFolder } from "./temp-folder";

const GONE = { pid: 999_999_999, started: "0" };

function sleeper(): { pid: number; started: string } {
  const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  const pid = child.pid as number;
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, "SIGKILL");
  });
  return { pid, started: startedAt(pid) ?? "" };
}

const note = (folder: string, process: { pid: number; started: string }, owner: { pid: number; started: string }) =>
  writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ name: "server", ...process, owner }));

test("default: what a killed run left behind is ended at the next", async () => {
  const folder = tempFolder();
  const left = sleeper();
  note(folder, left, GONE);
  expect(await endLeftovers(folder)).toEqual(["server"]);
  expect(isAlive(left)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test("behavior: the processes of a run that still lives are left alone", async () => {
  const folder = tempFolder();
  const running = sleeper();
  note(folder, running, { pid: process.pid, started: startedAt(process.pid) ?? "" });
  expect(await endLeftovers(folder)).toEqual([]);
  expect(isAlive(running)).toBe(true);
});

test("behavior: a stranger who got the pid of a leftover is left alone", async () => {
  const folder = tempFolder();
  const stranger = sleeper();
  note(folder, { ...stranger, started: "1" }, GONE);
  expect(await endLeftovers(folder)).toEqual([]);
  expect(isAlive(stranger)).toBe(true);
});

test("behavior: a torn note and a missing folder are no obstacle", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "12.json"), "{\"na");
  expect(await endLeftovers(folder)).toEqual([]);
  expect(await endLeftovers(join(folder, "missing"))).toEqual([]);
});

test("default: a stopped server takes its helpers along and leaves no note", async () => {
  const context = tempContext();
  const managed = await spawnServer({ name: "parent", command: "sh", args: ["-c", "sleep 60 & echo helper $!; wait"], context });
  await waitUntilReady({ managed, check: async () => managed.tail().startsWith("helper") });
  const helper = Number(managed.tail().split(" ")[1]);
  expect(readdirSync(notesFolder(context.dataDir))).toHaveLength(1);
  await managed.stop();
  await expect.poll(() => startedAt(helper)).toBeUndefined();
  expect(readdirSync(notesFolder(context.dataDir))).toEqual([]);
});

test("behavior: a server that ignores SIGTERM is ended all the same", async () => {
  const context = tempContext();
  const managed = await spawnServer({ name: "deaf", command: "sh", args: ["-c", "trap '' TERM; echo up; while :; do sleep 0.1; done"], context });
  await waitUntilReady({ managed, check: async () => managed.tail() === "up" });
  await managed.stop(200);
  expect(managed.hasExited()).toBe(true);
});

test("error: a server that ends at once is told with its last words", async () => {
  const managed = await spawnServer({ name: "frail", command: "sh", args: ["-c", "echo it hurts >&2; exit 3"], context: tempContext() });
  await expect(waitUntilReady({ managed, check: async () => false })).rejects.toThrow(/frail ended right after it was started:\nit hurts/);
});

test("error: a server that meets a full disk says just that", async (context) => {
  context.skip(!existsSync("/dev/full"), NO_FULL_DEVICE);
  const managed = await spawnServer({ name: "writer", command: "sh", args: ["-c", "cat /proc/self/stat > /dev/full"], context: tempContext() });
  await expect(waitUntilReady({ managed, check: async () => false })).rejects.toThrow(/^The disk is full: free some space/);
});

test("error: a server that never gets ready is stopped, nothing stays", async () => {
  const managed = await spawnServer({ name: "slow", command: "sleep", args: ["60"], context: tempContext() });
  await expect(waitUntilReady({ managed, check: async () => false, timeoutMs: 300 })).rejects.toThrow(/slow was not ready/);
  expect(managed.hasExited()).toBe(true);
});

test("error: a program that is not there is a sentence", async () => {
  const starting = spawnServer({ name: "ghost", command: "/no/such/program", args: [], context: tempContext() });
  await expect(starting).rejects.toThrow(/ghost could not be started/);
});

test("behavior: a tool that is ended takes its helpers along", async () => {
  const file = join(tempFolder(), "helper");
  const running = runTool({ command: "sh", args: ["-c", `sleep 60 & echo $! > "${file}"; wait`], timeoutMs: 30_000 });
  await expect.poll(() => existsSync(file) && readFileSync(file, "utf8").trim() !== "").toBe(true);
  endTools();
  expect((await running).code).not.toBe(0);
  await expect.poll(() => startedAt(Number(readFileSync(file, "utf8")))).toBeUndefined();
});

test("error: a tool that takes too long is ended", async () => {
  expect((await runTool({ command: "sleep", args: ["60"], timeoutMs: 100 })).code).not.toBe(0);
});

test("default: parts are stopped layer by layer, the last first; a faulty one holds up nobody", async () => {
  const stopper = new Stopper();
  const order: string[] = [];
  stopper.layer();
  await stopper.add("database", async () => void order.push("database"));
  stopper.layer();
  await stopper.add("web", async () => Promise.reject(new Error("stuck")));
  await stopper.add("worker", async () => void order.push("worker"));
  await Promise.all([stopper.stopAll(), stopper.stopAll()]);
  expect(order).toEqual(["worker", "database"]);
});

test("behavior: what is ready only after the stop began is stopped at once", async () => {
  const stopper = new Stopper();
  await stopper.stopAll();
  let stopped = false;
  await expect(stopper.add("late", async () => void (stopped = true))).rejects.toThrow(Stopped);
  expect(stopped).toBe(true);
});

test("behavior: notes are kept in a folder that is made when needed", async () => {
  const context = tempContext();
  mkdirSync(context.runDir, { recursive: true });
  const managed = await spawnServer({ name: "one", command: "sleep", args: ["60"], context });
  expect(readdirSync(notesFolder(context.dataDir))).toEqual([`${managed.pid}.json`]);
  await managed.stop();
});
