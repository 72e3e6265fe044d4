import { MongoClient } from "mongodb";
import { createPublicClient, http } from "viem";
import { expect, inject, test } from "vitest";

test("default: the database of a run answers, and each worker has one of its own", async () => {
  const client = new MongoClient(process.env.MONGODB_URI ?? "");
  const db = client.db(process.env.MONGODB_DB);
  await db.collection("notes").insertOne({ text: "kept" });
  expect(await db.collection("notes").countDocuments()).toBe(1);
  await db.dropDatabase();
  await client.close();
  expect(process.env.MONGODB_DB).toContain(String(process.pid));
});

test("default: the chain of a run is 31337", async () => {
  expect(await createPublicClient({ transport: http(process.env.RPC_URL) }).getChainId()).toBe(31337);
});

test("default: the voice server answers where one can be had", async (context) => {
  const reason = inject("voiceOff");
  context.skip(reason !== "", reason);
  expect((await fetch((process.env.LIVEKIT_URL ?? "").replace(/^ws/, "http"))).status).toBe(200);
});
