import { zeroAddress } from "viem";
import { expect } from "vitest";
import { events, outbox, txs } from "@/lib/minting/store";
import { deploymentId } from "@/lib/platform/chain";
import { database } from "@/lib/platform/mongo";
import { MINTER, type MintingClub } from "./minting-club";

type Someone = { _id: string; wallet: `0x${string}` };
const OPEN_ITEMS = ["pending", "assigned", "claiming", "mined", "parked"] as const;

/** Every award the chain has, by event, as `<wallet>:<badge>`. */
async function awardsOnChain(club: MintingClub): Promise<Map<string, string>> {
  const logs = await club.direct().getContractEvents({ ...club.contract(), eventName: "TransferSingle", args: { from: zeroAddress }, fromBlock: 0n });
  const awards = logs.filter(({ args }) => args.value === 1n && args.to !== zeroAddress);
  return new Map(awards.map((log) => [`${log.blockHash}:${log.transactionHash}:${log.logIndex}`, `${log.args.to?.toLowerCase()}:${log.args.id}`]));
}

/** Each entitled badge is in the outbox, final, and held exactly once: one award, one event, a block that is in the chain. */
async function expectHeldOnce(club: MintingClub, members: readonly Someone[]): Promise<void> {
  const onChain = [...(await awardsOnChain(club)).values()];
  const entitled = await database().collection("badge_entitlements").find({ memberId: { $in: members.map(({ _id }) => _id) } }).toArray();
  const items = await outbox().find({ deploymentId: deploymentId(), memberId: { $in: members.map(({ _id }) => _id) } }).toArray();
  expect(items.map((item) => `${item.memberId}:${item.badgeId}`).sort()).toEqual(entitled.map((row) => String(row._id)).sort());
  expect(items.filter((item) => item.state !== "final").map((item) => [item._id, item.state, item.reason])).toEqual([]);
  const held = await Promise.all(items.map((item) => club.holds(item.wallet, item.badgeId)));
  expect(held.every((balance) => balance === 1n)).toBe(true);
  const counted = items.map((item) => onChain.filter((award) => award === `${item.wallet}:${item.badgeId}`).length);
  expect(counted.filter((count) => count !== 1)).toEqual([]);
  for (const block of new Set(items.map((item) => item.block ?? -1))) {
    const { hash } = await club.direct().getBlock({ blockNumber: BigInt(block) });
    expect(new Set(items.filter((item) => item.block === block).map((item) => item.blockHash))).toEqual(new Set([hash]));
  }
}

/**
 * What every rehearsed failure must end with: each badge these members are entitled to held exactly once, no nonce
 * left open, nothing stuck in outbox, log or pool, and what the club wrote down is what the chain says.
 */
export async function expectWhole(club: MintingClub, ...members: Someone[]): Promise<void> {
  await expectHeldOnce(club, members);
  const here = { deploymentId: deploymentId() };
  expect(await outbox().countDocuments({ ...here, state: { $in: [...OPEN_ITEMS] } })).toBe(0);
  const log = await txs().find(here).sort({ nonce: 1 }).toArray();
  expect(log.filter((tx) => tx.state === "signed" || tx.state === "broadcast")).toEqual([]);
  const first = log[0]?.nonce ?? 0;
  expect(log.map((tx) => tx.nonce)).toEqual(log.map((_, index) => first + index));
  const [latest, pending] = await Promise.all((["latest", "pending"] as const).map((blockTag) => club.direct().getTransactionCount({ address: MINTER, blockTag })));
  expect([pending, log.length > 0 ? first + log.length : latest]).toEqual([latest, latest]);
  const written = await events().find({ ...here, kind: "awarded" }).toArray();
  expect(new Map(written.map((event) => [event._id, `${event.wallet}:${event.badgeId}`]))).toEqual(await awardsOnChain(club));
}
