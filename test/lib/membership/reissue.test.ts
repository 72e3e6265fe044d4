import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestMember, deployTestClub, fundedAccount, type TestClub, type TestMember } from "../../setup/deployed-club";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { sessions } from "@/lib/auth/store";
import { handle as evict } from "@/lib/jobs/evict-member";
import { jobs } from "@/lib/jobs/store";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { followChainOnce } from "@/lib/membership/follow-chain";
import { cursors, members, moves, type Wallet } from "@/lib/membership/store";
import { deploymentId } from "@/lib/platform/chain";
import { createRoom } from "@/lib/rooms/create-room";
import { openRoom } from "@/lib/rooms/open-room";
import { pairId, seats } from "@/lib/rooms/store";
import { takeSeat } from "@/lib/rooms/take-seat";

let club: TestClub;
const newWallet = async (): Promise<Wallet> => (await fundedAccount()).address.toLowerCase() as Wallet;
const walletOf = async (id: string) => (await members().findOne({ _id: id }))?.wallet;
const evictions = (memberId: string) => jobs().find({ name: "evict-member", "input.memberId": memberId }).toArray();
/** As after a restart of the chain's history: every event is read once more. */
const replay = async () => {
  await cursors().deleteOne({ _id: `membership:${deploymentId()}` });
  await followChainOnce();
};

beforeAll(async () => {
  club = await deployTestClub();
});
afterAll(() => club.end());

describe("a pass that was issued again", () => {
  test("default: whoever is connected with the old wallet is taken out, and only that wallet's sessions end", async () => {
    const member = await createTestMember(club, { speaker: true });
    const viewer = await readSession({ token: member.token });
    if (!viewer) throw new Error("not signed in");
    const { id: roomId } = await createRoom({ actor: viewer, title: "Old wallet", description: "" });
    await openRoom({ roomId, actor: viewer });
    await takeSeat({ roomId, actor: viewer });
    const to = await newWallet();
    await club.reissue(member.wallet, to);
    await followChainOnce();
    expect(await walletOf(member.id)).toBe(to);
    const { token } = await openSession({ memberId: member.id, wallet: to, chainId: 31337, method: "eoa" });
    const waiting = await evictions(member.id);
    expect(waiting.map((job) => job.input)).toEqual([{ memberId: member.id, reason: "moved" }]);
    await evict({ memberId: member.id, reason: "moved" });
    expect((await seats().findOne({ _id: pairId(roomId, member.id) }))?.endedAt).toBeInstanceOf(Date);
    expect((await sessions().find({ memberId: member.id }).toArray()).map((row) => row.wallet)).toEqual([to]);
    expect((await readSession({ token }))?.id).toBe(member.id);
  });

  test("behavior: the event read again leaves alone whoever signed in with the old wallet since", async () => {
    const member: TestMember = await createTestMember(club);
    const to = await newWallet();
    await club.reissue(member.wallet, to);
    await followChainOnce();
    const { _id: stranger } = await ensureAccount({ wallet: member.wallet, locale: "en" });
    expect(stranger).not.toBe(member.id);
    await replay();
    await replay();
    expect(await walletOf(member.id)).toBe(to);
    expect(await walletOf(stranger)).toBe(member.wallet);
    expect(await evictions(stranger)).toEqual([]);
    expect(await evictions(member.id)).toHaveLength(1);
  });

  test("behavior: an event that found nobody moves nobody later", async () => {
    const [from, to] = [await newWallet(), await newWallet()];
    await club.grant(from);
    await club.reissue(from, to);
    await followChainOnce();
    const { _id: late } = await ensureAccount({ wallet: from, locale: "en" });
    await replay();
    expect(await walletOf(late)).toBe(from);
    expect(await moves().findOne({ to })).toMatchObject({ memberId: null, done: true });
  });

  test("behavior: there and back again is two events, each acted on once", async () => {
    const member = await createTestMember(club);
    const other = await newWallet();
    await club.reissue(member.wallet, other);
    await club.reissue(other, member.wallet);
    await replay();
    await replay();
    expect(await walletOf(member.id)).toBe(member.wallet);
    expect(await evictions(member.id)).toHaveLength(2);
  });

  test("behavior: a move that ended half-way is finished by the next reading", async () => {
    const member = await createTestMember(club);
    const to = await newWallet();
    await club.reissue(member.wallet, to);
    await followChainOnce();
    await members().updateOne({ _id: member.id }, { $set: { wallet: member.wallet } });
    await jobs().deleteMany({ "input.memberId": member.id });
    await moves().updateOne({ to }, { $set: { done: false } });
    await replay();
    expect(await walletOf(member.id)).toBe(to);
    expect(await evictions(member.id)).toHaveLength(1);
  });

  test("error: a new wallet with an account of its own keeps it", async () => {
    const [member, taken] = [await createTestMember(club), await createTestMember(club, { pass: false })];
    await club.reissue(member.wallet, taken.wallet);
    await followChainOnce();
    expect([await walletOf(member.id), await walletOf(taken.id)]).toEqual([member.wallet, taken.wallet]);
  });
});
