import { Collection, type Document } from "mongodb";
import { mintOnce } from "@/lib/minting/mint-once";

/** Turns the mint loop until it dies at the given point, as by a power cut. Started by killed-worker.test.ts. */
const [point = ""] = process.argv.slice(2);

const dieAt = (here: string): void => {
  if (here === point) process.kill(process.pid, "SIGKILL");
};
const { insertOne, updateOne } = Collection.prototype;

Collection.prototype.insertOne = async function (this: Collection, row: Document, ...rest) {
  if (this.collectionName === "chain_txs") dieAt("before the log");
  const done = await insertOne.call(this, row, ...rest);
  if (this.collectionName === "chain_txs") dieAt("after the log, before the node");
  return done;
} as typeof insertOne;

Collection.prototype.updateOne = async function (this: Collection, filter: Document, update: Document, ...rest) {
  if (this.collectionName === "chain_txs" && update.$set?.state === "broadcast") dieAt("after the node, before the mark");
  if (this.collectionName === "chain_txs" && update.$set?.state === "mined") dieAt("after the block, before the log knows it");
  return updateOne.call(this, filter, update, ...rest);
} as typeof updateOne;

for (;;) await mintOnce({ owner: "doomed", settings: { waitMs: 0 } });
