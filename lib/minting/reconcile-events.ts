import { type Block, BlockNotFoundError, type Hash } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader, deployment } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { applyEvent, badgeEventsOf } from "./apply-event";
import { rewindTo } from "./rewind-chain";
import { requireGone } from "./second-node";
import { type CursorRow, cursorId, cursors } from "./store";
import type { MintTurn } from "./turn";

/** Hashes kept to find where two chains part. Older blocks are taken for settled. */
const KEPT_HASHES = 128;
/** A worker that was away for long catches up over several turns. */
const CHUNKS_PER_TURN = 10;

export type Head = { number: number; hash: Hash };

async function blockAt(number: number): Promise<Block | null> {
  try {
    return await chainReader().getBlock({ blockNumber: BigInt(number) });
  } catch (error) {
    if (error instanceof BlockNotFoundError) return null;
    throw error;
  }
}

async function openCursor(turn: MintTurn): Promise<CursorRow> {
  const _id = cursorId(turn.deploymentId);
  const { badges } = deployment();
  const first: Omit<CursorRow, "_id"> = { block: badges.block - 1, behindSince: null, hashes: [{ number: badges.block, hash: badges.blockHash }] };
  const row = await cursors().findOneAndUpdate({ _id }, { $setOnInsert: first }, { upsert: true, returnDocument: "after" });
  return row ?? { _id, ...first };
}

/** The highest block we looked at that still is in the chain, or the deploy block. */
async function commonAncestor(cursor: CursorRow): Promise<number> {
  for (const { number, hash } of [...cursor.hashes].reverse()) if ((await blockAt(number))?.hash === hash) return number;
  return deployment().badges.block - 1;
}

/**
 * Reads the badge contract's events from where it stopped to the latest block and applies them. When the last block
 * it saw is not in the chain any more, it first goes back to the last one that still is. A node that is merely
 * behind moves nothing. Answers the latest block.
 */
export async function reconcileEvents({ turn }: { turn: MintTurn }): Promise<Head> {
  const latest = await chainReader().getBlock({ blockTag: "latest" });
  const head: Head = { number: Number(latest.number), hash: latest.hash };
  let cursor = await openCursor(turn);
  const known = cursor.hashes.findLast(({ number }) => number <= head.number);
  const parted = known !== undefined && (known.number === head.number ? head.hash : (await blockAt(known.number))?.hash) !== known.hash;
  if (parted) {
    await requireGone(known);
    cursor = await rewindTo({ turn, cursor, ancestor: await commonAncestor(cursor) });
  } else if (head.number < cursor.block) {
    // Behind what was read, but on the same chain: a lagging node, unless it stays so; then blocks were taken back.
    const since = cursor.behindSince ?? now();
    if (!cursor.behindSince) await cursors().updateOne({ _id: cursor._id }, { $set: { behindSince: since } });
    if (now().getTime() - since.getTime() < turn.settings.lagGraceMs) return head;
    const seen = cursor.hashes.at(-1);
    if (seen) await requireGone(seen);
    cursor = await rewindTo({ turn, cursor, ancestor: head.number });
  } else if (cursor.behindSince) await cursors().updateOne({ _id: cursor._id }, { $set: { behindSince: null } });
  await readOn({ turn, cursor, head });
  return head;
}

async function readOn({ turn, cursor, head }: { turn: MintTurn; cursor: CursorRow; head: Head }): Promise<void> {
  let { block, hashes } = cursor;
  for (let chunk = 0; chunk < CHUNKS_PER_TURN && block < head.number; chunk += 1) {
    const to = Math.min(head.number, block + turn.settings.logChunk);
    const logs = await chainReader().getContractEvents({ abi: clubBadgesAbi, address: turn.contract, fromBlock: BigInt(block + 1), toBlock: BigInt(to) });
    const events = badgeEventsOf({ logs, deploymentId: turn.deploymentId });
    for (const event of events) await applyEvent(event);
    const end = to === head.number ? head.hash : (await blockAt(to))?.hash;
    if (!end) return log("minting").warn({ block: to }, "a block vanished while its events were read");
    block = to;
    hashes = [...hashes, { number: to, hash: end }].slice(-KEPT_HASHES);
    await cursors().updateOne({ _id: cursor._id }, { $set: { block, hashes, behindSince: null } });
  }
}
