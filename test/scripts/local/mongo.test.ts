import { join } from "node:path";
import { MongoClient } from "mongodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMongo } from "@/scripts/local/mongo";
import { tempContext } from "./temp-folder";

/** Two starts of a Java program while other files are tested beside. */
const SLOW = { timeout: 120_000 };
const given = process.env.MONGODB_URI;
beforeEach(() => {
  delete process.env.MONGODB_URI;
});
afterEach(() => {
  process.env.MONGODB_URI = given;
});

/** Programs fetched once serve every test; the data lies in a folder of its own. */
const context = () => ({ ...tempContext(), dataDir: join(import.meta.dirname, "../../../.club") });

async function countAfterInsert(url: string): Promise<number> {
  const client = new MongoClient(url);
  const rows = client.db("club").collection("rows");
  await rows.insertOne({ at: new Date() });
  const count = await rows.countDocuments();
  await client.close();
  return count;
}

test("default: rows are there after a stop and a start, at the same port", SLOW, async () => {
  const place = context();
  const first = await startMongo(place);
  expect(await countAfterInsert(first.url)).toBe(1);
  await first.stop();
  const second = await startMongo({ ...place, port: first.port });
  expect(second.port).toBe(first.port);
  expect(await countAfterInsert(second.url)).toBe(2);
  await second.stop();
});

test("behavior: rows older than a moment survive a kill", SLOW, async () => {
  const place = context();
  const first = await startMongo(place);
  expect(await countAfterInsert(first.url)).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  process.kill(first.managed?.pid ?? 0, "SIGKILL");
  await first.managed?.exited;
  const second = await startMongo(place);
  expect(await countAfterInsert(second.url)).toBe(2);
  await second.stop();
});

test("behavior: a given database is used as it is, and not stopped", async () => {
  process.env.MONGODB_URI = given;
  const mongo = await startMongo(context());
  expect(mongo).toMatchObject({ url: given, source: "MONGODB_URI" });
  await mongo.stop();
  expect(await countAfterInsert(mongo.url)).toBeGreaterThan(0);
});
