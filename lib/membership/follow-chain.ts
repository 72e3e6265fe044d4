import { setTimeout as sleep } from "node:timers/promises";
import { chainReader, deployment, deploymentId } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { isLocalChain } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { moveAccount } from "./move-account";
import { noteAutoRenew } from "./note-auto-renew";
import { noteCurrency } from "./note-currency";
import { projectWallet } from "./project-wallet";
import { askChain, type Head, membershipContract, readHead } from "./read-chain";
import { laterOf } from "./rules";
import { settleRights } from "./settle-rights";
import { type CursorRow, findCursor, findWalletsSince, rewindRows, saveCursor, type Wallet } from "./store";

const LOCAL_POLL_MS = 1_000;
const POLL_MS = 4_000;
/** Blocks asked for in one request: what public RPC providers allow. */
const CHUNK = 2_000;
/** Requests per poll while catching up; the rest comes with the next poll. */
const MAX_CHUNKS = 25;
/** A public provider's nodes may lag behind each other; the local chain is one node, and lower means reset. */
const LAG_TOLERANCE = 32;
/** Blocks behind the cursor that are read again with each new head: for reorgs, and for logs of a node that lagged. */
const REREAD = LAG_TOLERANCE * 2;
const PARALLEL_READS = 8;

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const ZERO = `0x${"0".repeat(40)}`;

/** Every wallet named by any event of the contract, with the newest block that names it. */
async function readTouched(from: number, to: number): Promise<Map<Wallet, number>> {
  const logs = await askChain(() => chainReader().getContractEvents({ ...membershipContract(), fromBlock: BigInt(from), toBlock: BigInt(to) }));
  const touched = new Map<Wallet, number>();
  const moved = new Map<string, number>();
  for (const event of logs) {
    if (event.eventName === "Reissued" && event.args.from && event.args.to) {
      // By transaction and place in it, not by block: after a reorg the same transaction is the same event.
      const place = (moved.get(event.transactionHash) ?? -1) + 1;
      moved.set(event.transactionHash, place);
      const eventId = `${deploymentId()}:${event.transactionHash}:${place}`;
      await moveAccount({ eventId, from: event.args.from.toLowerCase() as Wallet, to: event.args.to.toLowerCase() as Wallet });
    }
    if (event.eventName === "AutoRenewSet" && event.args.account && event.args.planId) await noteAutoRenew({ wallet: event.args.account.toLowerCase() as Wallet });
    if (event.eventName === "CurrencySet" && event.args.currency) await noteCurrency({ address: event.args.currency.toLowerCase() as Wallet });
    // Events without arguments come without `args`, whatever the type says.
    for (const value of Object.values(event.args ?? {}))
      if (typeof value === "string" && ADDRESS.test(value) && value !== ZERO) touched.set(value.toLowerCase() as Wallet, Number(event.blockNumber));
  }
  return touched;
}

async function projectAll(touched: Map<Wallet, number>, head: Head): Promise<void> {
  const waiting = [...touched];
  const reader = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await projectWallet({ wallet: next[0], head, eventBlock: next[1] });
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_READS, waiting.length) }, reader));
}

/** True when the chain is shorter than what was followed: it was set back, and everything is read anew. */
const isSetBack = (cursor: CursorRow, head: number): boolean => head < cursor.block - (isLocalChain() ? 0 : LAG_TOLERANCE);

/**
 * Brings the projection up to the chain's head once: wallets named by events since the cursor, and a few blocks before
 * it, are read from the contract as of the head, so that the order and the meaning of events do not matter.
 * @returns false when there is more to catch up with
 * @throws ClubError unavailable (`chain_away`); the cursor has not moved then
 */
export async function followChainOnce(): Promise<boolean> {
  const id = deploymentId();
  // The cursor first: a second worker may move it on, but never behind a head that was read later.
  const cursor = await findCursor(id);
  // The time of reading, not of writing: the rows are facts of this head, however long their writing takes.
  const readAt = now();
  const head = await readHead();
  const headNumber = Number(head.number);
  const at = laterOf(now(), head.time);
  if (cursor?.headHash === head.hash && cursor.block === headNumber) {
    await saveCursor(id, { block: headNumber, headHash: head.hash, blockTime: head.time, followedAt: readAt });
    await settleRights({ at });
    return true;
  }
  const start = deployment().membership.block;
  const setBack = cursor !== null && isSetBack(cursor, headNumber);
  if (setBack) await rewindRows(id);
  const from = cursor && !setBack ? Math.max(start, Math.min(cursor.block, headNumber) - REREAD + 1) : start;
  const to = Math.min(headNumber, from + CHUNK * MAX_CHUNKS - 1);
  // Rows of the blocks that are read again, too: after a reorg no event may be left that names them.
  const touched = new Map<Wallet, number>((await findWalletsSince(id, setBack ? -1 : from)).map((wallet) => [wallet, -1]));
  for (let first = from; first <= to; first += CHUNK)
    for (const [wallet, block] of await readTouched(first, Math.min(to, first + CHUNK - 1))) touched.set(wallet, block);
  await projectAll(touched, head);
  const done = to === headNumber;
  await saveCursor(id, { block: to, headHash: done ? head.hash : "", blockTime: head.time, followedAt: done ? readAt : (cursor?.followedAt ?? new Date(0)) });
  await settleRights({ at });
  return done;
}

/** Follows the chain until `signal` aborts: each second on the local chain, else every 4 s. A failed poll is logged and tried again. */
export async function runChainFollower({ signal }: { signal: AbortSignal }): Promise<void> {
  const pause = isLocalChain() ? LOCAL_POLL_MS : POLL_MS;
  while (!signal.aborted) {
    let caughtUp = true;
    try {
      caughtUp = await followChainOnce();
    } catch (error) {
      log("membership").warn({ err: error }, "the chain could not be followed");
    }
    if (caughtUp) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
