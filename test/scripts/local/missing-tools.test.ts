import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findOrInstallBrowser } from "@/scripts/local/browser";
import { sentenceFor } from "@/scripts/local/failure";
import { startLiveKit } from "@/scripts/local/livekit";
import { buildWithGo } from "@/scripts/local/livekit-binary";
import { startMongo } from "@/scripts/local/mongo";
import { embeddedCommand } from "@/scripts/local/mongo-embedded";
import { startRealtime } from "@/scripts/local/realtime";
import { NO_FULL_DEVICE, tempContext, tempFolder } from "./temp-folder";

const before = { ...process.env };
beforeEach(() => {
  process.env = { ...Object.fromEntries(Object.entries(before).filter(([name]) => !/^(MONGODB_|LIVEKIT_|PUSHER_|CHROMIUM_PATH|BROWSER_MISSING)/.test(name))), NODE_ENV: "test" };
});
afterEach(() => {
  process.env = { ...before };
});

/** A PATH with only the programs given, each a shell script. */
function onlyPrograms(programs: Record<string, string>): void {
  const folder = tempFolder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  process.env.PATH = folder;
}

test("error: no Java: the sentence names what to install", async () => {
  onlyPrograms({});
  await expect(embeddedCommand({ port: 1, context: tempContext() })).rejects.toThrow("No database server was found: install MongoDB (mongod) or Java 17 with Maven, or set MONGODB_URI.");
});

test("error: an old Java, or Java without Maven, is told", async () => {
  onlyPrograms({ java: 'echo \'openjdk version "11.0.2"\' >&2' });
  await expect(embeddedCommand({ port: 1, context: tempContext() })).rejects.toThrow(/too old for the embedded database \(11, 17 needed\)/);
  onlyPrograms({ java: 'echo \'openjdk version "21.0.1"\' >&2' });
  await expect(embeddedCommand({ port: 1, context: tempContext() })).rejects.toThrow(/Java is here but Maven is not/);
});

test("error: Maven without a network is told, and no half set of jars stays", async () => {
  onlyPrograms({ java: 'echo \'openjdk version "21.0.1"\' >&2', mvn: 'echo "Could not transfer artifact" >&2; exit 1' });
  const context = tempContext();
  await expect(embeddedCommand({ port: 1, context })).rejects.toThrow(/Maven could not fetch the embedded database: check the network/);
  await expect(embeddedCommand({ port: 1, context })).rejects.toThrow(/Maven could not fetch/);
});

test("error: data of an engine that is gone is not mixed with another", async () => {
  onlyPrograms({});
  const context = tempContext();
  mkdirSync(join(context.runDir, "mongo"));
  writeFileSync(join(context.runDir, "mongo", "engine"), "mongod");
  await expect(startMongo(context)).rejects.toThrow(/written by a mongod that is no longer on PATH: install it again, or run `npm run reset`/);
});

test("error: a MONGODB_URI nobody answers is told", async () => {
  process.env.MONGODB_URI = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200";
  await expect(startMongo(tempContext())).rejects.toThrow(/The database of MONGODB_URI does not answer/);
});

test("error: no Go, or Go without a network: voice is off with a reason", async () => {
  onlyPrograms({});
  expect(await buildWithGo(tempFolder(), tempContext())).toMatchObject({ reason: expect.stringMatching(/install livekit-server or Go 1\.26/) as string });
  onlyPrograms({ go: "echo 'dial tcp: no such host' >&2; exit 1" });
  expect(await buildWithGo(tempFolder(), tempContext())).toMatchObject({ reason: expect.stringMatching(/Go could not build the LiveKit server \(dial tcp: no such host\): check the network/) as string });
});

test("error: a voice server that cannot run turns voice off, it throws nothing", async () => {
  onlyPrograms({ "livekit-server": "echo broken >&2; exit 2", sh: "" });
  const livekit = await startLiveKit({ ...tempContext(), webhookUrl: "" });
  expect(livekit).toMatchObject({ on: false, reason: expect.stringMatching(/livekit ended right after it was started/) as string });
});

test("error: half a set of variables is told, not guessed around", async () => {
  process.env.LIVEKIT_URL = "ws://127.0.0.1:1";
  expect(await startLiveKit({ ...tempContext(), webhookUrl: "" })).toMatchObject({ on: false, reason: expect.stringMatching(/only some of LIVEKIT_URL/) as string });
  process.env.PUSHER_KEY = "key";
  await expect(startRealtime({ ...tempContext(), secret: "s" })).rejects.toThrow(/Only some of PUSHER_APP_ID/);
});

test("error: no browser is a reason to skip", async () => {
  onlyPrograms({});
  expect(await findOrInstallBrowser(() => {})).toMatchObject({ reason: expect.stringMatching(/install Chromium or set CHROMIUM_PATH/) as string });
  process.env.CHROMIUM_PATH = "/no/such/browser";
  expect(await findOrInstallBrowser(() => {})).toMatchObject({ reason: expect.stringMatching(/CHROMIUM_PATH names no file/) as string });
});

test("error: a full disk is one sentence", (context) => {
  context.skip(!existsSync("/dev/full"), NO_FULL_DEVICE);
  let caught: unknown;
  try {
    writeFileSync("/dev/full", "data");
  } catch (error) {
    caught = error;
  }
  expect(sentenceFor(caught)).toMatch(/^The disk is full: free some space/);
});
