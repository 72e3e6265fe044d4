import { describe, expect, test } from "vitest";
import { keccak256 } from "viem";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { mintOnce } from "@/lib/minting/mint-once";
import { queueMints } from "@/lib/minting/queue-mints";
import { events, outbox, txs } from "@/lib/minting/store";
import { jobs } from "@/lib/jobs/store";
import { AT_ONCE, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

describe("mintOnce", () => {
  test("default: an entitlement becomes a badge on-chain, final after it was read back", async () => {
    const ana = await club.earn({ badges: [1, 11] });
    await turnUntil({ until: club.allFinal(ana._id) });
    expect(await club.holds(ana.wallet, 1)).toBe(1n);
    expect(await club.holds(ana.wallet, 11)).toBe(1n);
    const shown = await listBadgesOf({ memberId: ana._id });
    expect(shown.map((badge) => [badge.badge.id, badge.state])).toEqual([[1, "final"], [11, "final"]]);
    expect(shown[0]?.txHash).toMatch(/^0x[0-9a-f]{64}$/);
    const told = await jobs().find({ name: "notify-badge" }).toArray();
    expect(new Set(told.map((job) => (job.input as { state: string }).state))).toEqual(new Set(["pending", "assigned", "mined", "final"]));
  });

  test("default: what the contract names is served, and its hash is the hash of the bytes", async () => {
    for (const id of [1n, 11n]) {
      const [uri, hash] = await club.direct().readContract({ ...club.contract(), functionName: "badge", args: [id] });
      const answer = await fetch(uri);
      expect(answer.status).toBe(200);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(keccak256(bytes)).toBe(hash);
      const picture = await fetch((JSON.parse(new TextDecoder().decode(bytes)) as { image: string }).image);
      expect(picture.headers.get("content-type")).toBe("image/png");
    }
  });

  test("behavior: many members go out in one transaction", async () => {
    const before = (await club.log()).length;
    const members = await Promise.all(Array.from({ length: 30 }, () => club.earn({ badges: [1] })));
    await turnUntil({ until: club.allFinal(...members.map((member) => member._id)) });
    expect((await club.log()).length - before).toBe(1);
    for (const member of members) expect(await club.awards(member.wallet, 1)).toBe(1);
  });

  test("behavior: a single item waits for company, a full batch does not", async () => {
    await club.earn({ badges: [1] });
    expect((await mintOnce({ owner: "worker-a", settings: { waitMs: 60_000 } })).sent).toBe(0);
    await Promise.all(Array.from({ length: 24 }, () => club.earn({ badges: [1] })));
    expect((await mintOnce({ owner: "worker-a", settings: { waitMs: 60_000 } })).sent).toBe(25);
  });

  test("behavior: queued, minted and turned again, it stays one award", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    await Promise.all([queueMints({ memberId: ana._id }), queueMints({ memberId: ana._id })]);
    for (let turn = 0; turn < 3; turn += 1) await mintOnce({ owner: "worker-a", settings: AT_ONCE });
    expect(await club.awards(ana.wallet, 1)).toBe(1);
    expect(await club.items(ana._id)).toHaveLength(1);
  });

  test("behavior: the outbox lost, the chain remembered: no second award", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    const [first] = await club.items(ana._id);
    await club.wipe();
    await club.earn({ badges: [1], wallet: ana.wallet });
    await turnUntil({ until: club.allFinal(ana._id) });
    const [second] = await club.items(ana._id);
    expect(second?.txHash).toBe(first?.txHash);
    expect(await club.awards(ana.wallet, 1)).toBe(1);
    expect(await txs().countDocuments()).toBe(0);
  });

  test("behavior: a badge not read back is not final", async () => {
    const ana = await club.earn({ badges: [6] });
    const { owner, hash } = { owner: "http://127.0.0.1:9/none.json", hash: `0x${"00".repeat(32)}` as const };
    const [uri, kept] = await club.direct().readContract({ ...club.contract(), functionName: "badge", args: [6n] });
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "setBadgeURI", args: [6n, owner, hash] }));
    await turnUntil({ until: async () => (await club.items(ana._id))[0]?.state === "mined" });
    for (let turn = 0; turn < 3; turn += 1) await mintOnce({ owner: "worker-a", settings: AT_ONCE });
    expect((await club.items(ana._id))[0]?.state).toBe("mined");
    await club.asOwner((wallet) => wallet.writeContract({ ...club.contract(), functionName: "setBadgeURI", args: [6n, uri, kept] }));
    const { shiftClock } = await import("@/lib/platform/clock");
    shiftClock(10_000);
    await turnUntil({ until: club.allFinal(ana._id) });
    shiftClock(0);
  });

  test("behavior: a hundred that cannot be read back hold up no other badge", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    const [last] = await club.items(ana._id);
    if (!last) throw new Error("There should be an item.");
    // Said to be mined, and the chain does not have them.
    const lost = Array.from({ length: 100 }, (_, n) => ({ ...last, _id: `${last._id}:lost:${n}`, wallet: `0xdd${n.toString(16).padStart(38, "0")}` as const, state: "mined" as const, memberId: "m_lost" }));
    await outbox().insertMany(lost.map((row) => ({ ...row, askedAt: null })));
    const ben = await club.earn({ badges: [2] });
    await turnUntil({ until: club.allFinal(ben._id) });
    expect(await outbox().countDocuments({ memberId: "m_lost", state: "mined", reason: "not_read_back" })).toBe(100);
  });

  test("behavior: while nothing waits a turn asks for little; something new is seen in the next one", async () => {
    const idle = { owner: "worker-a", settings: { ...AT_ONCE, watchMs: 60_000 } };
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    const { quiet } = await mintOnce(idle);
    const asked: string[] = [];
    club.proxy.set(({ method }) => {
      asked.push(method);
      return undefined;
    });
    expect(await mintOnce({ ...idle, quiet })).toEqual({ leading: true, sent: 0, busy: false, quiet });
    expect(asked).toEqual(["eth_getBlockByNumber"]);
    await club.direct().mine({ blocks: 1 });
    expect((await mintOnce({ ...idle, quiet })).quiet?.headHash).not.toBe(quiet?.headHash);
    const ben = await club.earn({ badges: [1] });
    expect(await mintOnce({ ...idle, quiet })).toMatchObject({ sent: 1, quiet: null });
    await turnUntil({ until: club.allFinal(ben._id) });
  });

  test("behavior: every award on the chain is in the events once", async () => {
    const members = await Promise.all(Array.from({ length: 5 }, () => club.earn({ badges: [1, 2] })));
    await turnUntil({ until: club.allFinal(...members.map((member) => member._id)) });
    for (const member of members) for (const badgeId of [1, 2]) expect(await events().countDocuments({ wallet: member.wallet, badgeId, kind: "awarded" })).toBe(1);
  });
});
