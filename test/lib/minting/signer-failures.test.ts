import { parseGwei, toFunctionSelector } from "viem";
import { describe, expect, test } from "vitest";
import { moveAccount } from "@/lib/membership/move-account";
import { leaseSigner, requireLease } from "@/lib/minting/lease-signer";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { mintOnce } from "@/lib/minting/mint-once";
import { queueMints } from "@/lib/minting/queue-mints";
import { sendBatch } from "@/lib/minting/send-batch";
import { simulateBatch } from "@/lib/minting/simulate-batch";
import { leases, outbox, txs } from "@/lib/minting/store";
import { describeTurn } from "@/lib/minting/turn";
import { once } from "./bad-line";
import { expectWhole } from "./expect-whole";
import { AT_ONCE, MINTER, OWNER_KEY, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

describe("the signer", () => {
  test("behavior: out of gas: nothing is signed, the badge shows as parked, and goes out when the balance is back", async () => {
    const ana = await club.earn({ badges: [1] });
    const balance = await club.direct().getBalance({ address: MINTER });
    await club.direct().setBalance({ address: MINTER, value: 1000n });
    await turn();
    expect(await club.log()).toEqual([]);
    expect((await listBadgesOf({ memberId: ana._id }))[0]).toMatchObject({ state: "parked", reason: "out_of_gas" });
    await club.direct().setBalance({ address: MINTER, value: balance });
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: out of gas between the check and the node: the nonce is kept", async () => {
    const ana = await club.earn({ badges: [1] });
    const balance = await club.direct().getBalance({ address: MINTER });
    const drain = once("eth_sendRawTransaction", true);
    club.proxy.set(async (call) => {
      if (drain(call)) await club.direct().setBalance({ address: MINTER, value: 1000n });
      return undefined;
    });
    await turn();
    const [logged] = await club.log();
    expect(logged).toMatchObject({ state: "signed" });
    expect((await leases().findOne({}))?.hold?.reason).toBe("out_of_gas");
    await club.direct().setBalance({ address: MINTER, value: balance });
    await turnUntil({ until: club.allFinal(ana._id) });
    expect((await club.log()).map((tx) => tx.nonce)).toEqual([logged?.nonce]);
    await expectWhole(club, ana);
  });

  test("behavior: role revoked, then given back", async () => {
    const ana = await club.earn({ badges: [1] });
    const role = await club.direct().readContract({ ...club.contract(), functionName: "MINTER_ROLE" });
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "revokeRole", args: [role, MINTER] }));
    await turn();
    expect((await listBadgesOf({ memberId: ana._id }))[0]).toMatchObject({ state: "parked", reason: "minter_revoked" });
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "grantRole", args: [role, MINTER] }));
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: paused in the moment of sending: reverted on-chain, sent again after the pause", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.direct().setAutomine(false);
    await turn({ ...AT_ONCE, bumpAfterMs: 60_000 });
    await club.walletOf(OWNER_KEY).writeContract({ ...club.contract(), functionName: "pause", maxPriorityFeePerGas: parseGwei("50"), maxFeePerGas: parseGwei("100") });
    await club.direct().mine({ blocks: 1 });
    await club.direct().setAutomine(true);
    await turnUntil({ until: async () => (await club.items(ana._id))[0]?.reason === "reverted_EnforcedPause" || (await leases().findOne({}))?.hold?.reason === "paused" });
    expect((await club.log())[0]?.state).toBe("reverted");
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "unpause" }));
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });

  test("behavior: above the contract's rate it waits, and is not parked", async () => {
    const ana = await club.earn({ badges: [1] });
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "setMintRate", args: [100, 86_400] }));
    const allowance = toFunctionSelector("function mintAllowance(address)");
    club.proxy.set(({ method, params }) => (method === "eth_call" && (params[0] as { data?: string }).data?.startsWith(allowance) ? { result: `0x${"0".repeat(64)}` } : undefined));
    await turn();
    expect((await leases().findOne({}))?.hold?.reason).toBe("rate_limited");
    expect((await listBadgesOf({ memberId: ana._id }))[0]?.state).toBe("queued");
    club.proxy.clear();
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "setMintRate", args: [1000, 3600] }));
    await turnUntil({ until: club.allFinal(ana._id) });
    await expectWhole(club, ana);
  });
});

describe("two workers", () => {
  test("behavior: turning at the same time they award once", async () => {
    const members = await Promise.all(Array.from({ length: 12 }, (_, index) => club.earn({ badges: [(index % 5) + 1] })));
    const done = club.allFinal(...members.map((member) => member._id));
    for (let round = 0; round < 20 && !(await done()); round += 1)
      await Promise.all(["worker-a", "worker-b", "worker-c"].map((owner) => mintOnce({ owner, settings: { ...AT_ONCE, batchMax: 3 } }).catch(() => undefined)));
    await expectWhole(club, ...members);
  });

  test("error: a worker whose lease was taken over stops before it signs", async () => {
    const ana = await club.earn({ badges: [1] });
    const wanted = describeTurn({ owner: "stale", settings: AT_ONCE });
    const stale = { ...wanted, epoch: (await leaseSigner(wanted))?.epoch ?? 0 };
    const batch = await simulateBatch({ turn: stale, items: await club.items(ana._id) });
    await leases().updateOne({ _id: wanted.leaseId }, { $set: { until: new Date(0) } });
    await turnUntil({ owner: "fresh", until: club.allFinal(ana._id) });
    await expect(requireLease(stale)).rejects.toMatchObject({ reason: "lease_lost" });
    await expect(sendBatch({ turn: stale, batch: batch ?? { items: [], gas: 0 } })).rejects.toMatchObject({ reason: "lease_lost" });
    await expectWhole(club, ana);
  });

  test("behavior: a stale worker that already took the same nonce gives its items back", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    const wanted = describeTurn({ owner: "worker-a", settings: AT_ONCE });
    const mine = { ...wanted, epoch: (await leaseSigner(wanted))?.epoch ?? 0 };
    const batch = await simulateBatch({ turn: mine, items: await club.items(ben._id) });
    if (!batch) throw new Error("The batch should work.");
    await turn({ ...AT_ONCE, batchMax: 1 });
    const nonce = (await club.log())[0]?.nonce ?? 0;
    // The chain and the log are read before the other row is there: the unique nonce is the last fence.
    await txs().updateOne({ nonce }, { $set: { signer: "0x0000000000000000000000000000000000000001" } });
    club.proxy.set(({ method }) => (method === "eth_getTransactionCount" ? { result: `0x${nonce.toString(16)}` } : undefined));
    await expect(sendBatch({ turn: mine, batch })).rejects.toMatchObject({ reason: "lease_lost" });
    expect((await club.items(ben._id))[0]).toMatchObject({ state: "pending", txId: null });
    club.proxy.clear();
    await txs().updateOne({ nonce }, { $set: { signer: wanted.signer } });
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    await expectWhole(club, ana, ben);
  });
});

describe("items that cannot go", () => {
  test("behavior: a receiver that refuses is skipped, the rest of the batch arrives, nothing loops", async () => {
    const [bad, good] = [await club.earn({ badges: [1] }), await club.earn({ badges: [1] })];
    // Answers 1 to everything: it says it is a receiver, and then does not accept.
    await club.direct().setCode({ address: bad.wallet, bytecode: "0x600160005260206000f3" });
    await turnUntil({ until: club.allFinal(good._id) });
    expect((await listBadgesOf({ memberId: bad._id }))[0]).toMatchObject({ state: "skipped", reason: "refused" });
    const before = (await club.log()).length;
    for (let count = 0; count < 3; count += 1) await turn();
    expect((await club.log()).length).toBe(before);
    expect(await club.holds(bad.wallet, 1)).toBe(0n);
  });

  test("behavior: what was revoked on-chain is not awarded again", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "revoke", args: [ana.wallet, 1n, "test"] }));
    await outbox().updateOne({ memberId: ana._id }, { $set: { state: "pending", txId: null, txHash: null } });
    await turn();
    expect((await club.items(ana._id))[0]).toMatchObject({ state: "skipped", reason: "blocked" });
  });

  test("behavior: a batch that reverts is halved until the item at fault is alone", async () => {
    const members = await Promise.all(Array.from({ length: 5 }, () => club.earn({ badges: [1] })));
    const odd = members[2];
    if (!odd) throw new Error("There should be five.");
    const { deploymentId } = describeTurn({ owner: "worker-a" });
    const [kept] = await club.items(odd._id);
    if (!kept) throw new Error("It should be in the outbox.");
    await outbox().insertOne({ ...kept, _id: `${deploymentId}:${odd.wallet}:100`, badgeId: 100 });
    const defined = toFunctionSelector("function definedBadges()");
    club.proxy.set(({ method, params }) => (method === "eth_call" && (params[0] as { data?: string }).data === defined ? { result: `0x${"0".repeat(32)}${"f".repeat(32)}` } : undefined));
    await turnUntil({ until: async () => (await Promise.all(members.map(async (member) => (await club.items(member._id))[0]?.state === "final"))).every(Boolean) });
    expect((await club.items(odd._id)).find((item) => item.badgeId === 100)).toMatchObject({ state: "parked", reason: "ClubBadgesUndefinedBadge" });
  });

  test("behavior: a badge not defined yet waits without a word", async () => {
    const ana = await club.earn({ badges: [1] });
    club.proxy.set(({ method, params }) => (method === "eth_call" && (params[0] as { data?: string }).data === toFunctionSelector("function definedBadges()") ? { result: `0x${"0".repeat(64)}` } : undefined));
    for (let count = 0; count < 3; count += 1) await turn();
    expect((await club.items(ana._id))[0]?.state).toBe("pending");
    expect(await club.log()).toEqual([]);
  });

  test("behavior: an account that moved to another wallet is parked, never awarded twice", async () => {
    const ana = await club.earn({ badges: [1] });
    await moveAccount({ eventId: "reissue-1", from: ana.wallet, to: "0x00000000000000000000000000000000000a11ce" });
    await queueMints({ memberId: ana._id });
    await turn();
    expect((await club.items(ana._id)).map((item) => [item.state, item.reason])).toEqual([["parked", "wallet_moved"]]);
    expect(await club.awards(ana.wallet, 1)).toBe(0);
  });
});
