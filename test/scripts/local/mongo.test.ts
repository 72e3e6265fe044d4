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

test("behavior: an index of any kind finds what reading everything finds, after changes and removals too", async () => {
  const client = new MongoClient(given ?? "");
  const rows = client.db(`club_index_${process.pid}`).collection<{ _id: string; state: string; n: number; word: string }>("rows");
  try {
    await rows.createIndexes([{ key: { state: 1, n: 1 } }, { key: { word: 1 }, unique: true }]);
    await rows.insertMany(Array.from({ length: 90 }, (_, n) => ({ _id: `r${n}`, state: n % 3 === 0 ? "ready" : "done", n, word: `w${n}` })));
    const ready = async () => (await rows.find({ state: "ready", n: { $lt: 9 } }).sort({ n: -1 }).toArray()).map((row) => row._id);
    expect(await ready()).toEqual(["r6", "r3", "r0"]);
    await rows.updateMany({ state: "ready", n: { $gte: 6 } }, { $set: { state: "done" } });
    await rows.deleteOne({ _id: "r0" });
    await rows.replaceOne({ _id: "r4" }, { state: "ready", n: 4, word: "w4" });
    expect(await ready()).toEqual(["r4", "r3"]);
    expect(await rows.findOneAndUpdate({ state: "ready", n: { $lte: 9 } }, { $set: { state: "leased" } }, { sort: { n: 1 } })).toMatchObject({ _id: "r3" });
    expect([await rows.countDocuments({ state: "done" }), await rows.countDocuments({ state: "gone" }), (await rows.findOne({ word: "w77" }))?._id]).toEqual([87, 0, "r77"]);
    await expect(rows.insertOne({ _id: "again", state: "ready", n: 1, word: "w77" })).rejects.toMatchObject({ code: 11000 });
  } finally {
    await client.db(`club_index_${process.pid}`).dropDatabase();
    await client.close();
  }
});
