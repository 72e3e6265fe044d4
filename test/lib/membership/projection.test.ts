import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { callRoute, createTestMember, deployTestClub, fundedAccount, type TestClub } from "../../setup/deployed-club";
import { POST as refresh } from "@/app/api/membership/refresh/route";
import { jobs } from "@/lib/jobs/store";
import { followChainOnce, runChainFollower } from "@/lib/membership/follow-chain";
import { readStanding } from "@/lib/membership/read-standing";
import { cursors, members, memberships, type Wallet } from "@/lib/membership/store";
import { deploymentId, forgetDeployment } from "@/lib/platform/chain";
import { now, shiftClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

let club: TestClub;
const lower = (address: string): Wallet => address.toLowerCase() as Wallet;
const rowOf = (wallet: Wallet) => memberships().findOne({ _id: wallet });
const evictions = (memberId: string) => jobs().find({ name: "evict-member", "input.memberId": memberId }).toArray();
const inSeconds = (seconds: number) => BigInt(Math.floor(now().getTime() / 1000) + seconds);

beforeAll(async () => {
  club = await deployTestClub();
});
afterEach(() => shiftClock(0));
afterAll(() => club.end());

describe("followChainOnce", () => {
  test("default: a bought pass is active with the next poll", async () => {
    const buyer = await fundedAccount();
    await followChainOnce();
    expect((await readStanding({ wallet: lower(buyer.address) })).membership).toEqual({ active: false, tier: 0, expiresAt: null, expired: false });
    await club.buy(buyer);
    expect(await followChainOnce()).toBe(true);
    const row = await rowOf(lower(buyer.address));
    expect(row).toMatchObject({ tier: 1, admin: false, owner: false, told: true, deployment: deploymentId() });
    const { membership, roles } = await readStanding({ wallet: lower(buyer.address) });
    expect(membership).toMatchObject({ active: true, tier: 1, expired: false });
    expect(roles).toEqual({ owner: false, admin: false, speaker: false, member: true });
  });

  test("default: the owner is known from the contract alone", async () => {
    await followChainOnce();
    expect((await readStanding({ wallet: lower(club.owner.address) })).roles).toEqual({ owner: true, admin: true, speaker: false, member: true });
  });

  test("behavior: a poll without a new block only says that the projection is up to date", async () => {
    await followChainOnce();
    const before = await cursors().findOne({ _id: `membership:${deploymentId()}` });
    shiftClock(5_000);
    await followChainOnce();
    const after = await cursors().findOne({ _id: `membership:${deploymentId()}` });
    expect(after?.followedAt.getTime()).toBeGreaterThan(before?.followedAt.getTime() ?? 0);
  });

  test("behavior: a lifetime pass has no end", async () => {
    const { address } = await fundedAccount();
    await club.grant(lower(address), "lifetime");
    await followChainOnce();
    shiftClock(400 * 24 * 3_600_000);
    await followChainOnce();
    expect((await readStanding({ wallet: lower(address) })).membership).toEqual({ active: true, tier: 1, expiresAt: null, expired: false });
  });

  test("behavior: an admin added by the owner's transaction is one with the next poll, and no longer after the removal", async () => {
    const member = await createTestMember(club, { pass: false });
    expect((await readStanding({ wallet: member.wallet })).roles.member).toBe(false);
    await club.addAdmin(member.wallet);
    await followChainOnce();
    expect((await readStanding({ wallet: member.wallet })).roles).toEqual({ owner: false, admin: true, speaker: false, member: true });
    await club.removeAdmin(member.wallet);
    await followChainOnce();
    expect((await readStanding({ wallet: member.wallet })).roles).toMatchObject({ admin: false, member: false });
    expect(await evictions(member.id)).toHaveLength(1);
  });

  test("behavior: a pass that runs out evicts once, by the clock alone", async () => {
    const member = await createTestMember(club, { pass: false });
    await club.grant(member.wallet, inSeconds(3600));
    await followChainOnce();
    expect(await evictions(member.id)).toHaveLength(0);
    shiftClock(3_700_000);
    await followChainOnce();
    await followChainOnce();
    expect(await evictions(member.id)).toHaveLength(1);
    expect((await readStanding({ wallet: member.wallet })).membership).toMatchObject({ active: false, expired: true, tier: 1 });
    expect((await rowOf(member.wallet))?.told).toBe(false);
  });

  test("behavior: an admin keeps the right to be in when the pass runs out", async () => {
    const member = await createTestMember(club, { pass: false, admin: true });
    await club.grant(member.wallet, inSeconds(3600));
    shiftClock(3_700_000);
    await followChainOnce();
    expect(await evictions(member.id)).toHaveLength(0);
    expect((await readStanding({ wallet: member.wallet })).roles.member).toBe(true);
  });

  test("behavior: a revoked pass evicts with the next poll", async () => {
    const member = await createTestMember(club);
    await club.revoke(member.wallet);
    await followChainOnce();
    expect(await evictions(member.id)).toHaveLength(1);
    expect((await readStanding({ wallet: member.wallet })).membership).toMatchObject({ active: false, tier: 0 });
  });

  test("behavior: two workers that follow at once evict once", async () => {
    const member = await createTestMember(club);
    await followChainOnce();
    await club.revoke(member.wallet);
    await Promise.all([followChainOnce(), followChainOnce(), followChainOnce()]);
    expect(await evictions(member.id)).toHaveLength(1);
  });

  test("behavior: a pass issued again takes the account with it, and the old wallet's session ends", async () => {
    const member = await createTestMember(club);
    const next = lower((await fundedAccount()).address);
    await club.reissue(member.wallet, next);
    await followChainOnce();
    expect((await members().findOne({ _id: member.id }))?.wallet).toBe(next);
    expect((await readStanding({ wallet: next })).membership.active).toBe(true);
    const answer = await callRoute(refresh, { method: "POST", as: member });
    expect(answer.status).toBe(401);
  });

  test("behavior: a chain that was set back is read anew", async () => {
    const member = await createTestMember(club);
    await followChainOnce();
    // As if the row and the cursor came from a longer chain that is gone.
    await memberships().updateOne({ _id: member.wallet }, { $set: { block: 9_000_000, eventBlock: 9_000_000, tier: 7 } });
    await cursors().updateOne({ _id: `membership:${deploymentId()}` }, { $set: { block: 9_000_000, headHash: "0xgone" } });
    await followChainOnce();
    expect((await rowOf(member.wallet))?.tier).toBe(1);
    expect((await cursors().findOne({ _id: `membership:${deploymentId()}` }))?.block).toBeLessThan(9_000_000);
  });

  test("behavior: rows of another deployment count for nothing", async () => {
    await followChainOnce();
    const { address } = await fundedAccount();
    await memberships().insertOne({ _id: lower(address), deployment: "31337:0xother:0x0", tier: 1, expiresAt: null, admin: true, owner: true, block: 1, eventBlock: 1, told: true });
    expect((await readStanding({ wallet: lower(address) })).roles).toEqual({ owner: false, admin: false, speaker: false, member: false });
    await club.grant(lower(address));
    await followChainOnce();
    expect(await rowOf(lower(address))).toMatchObject({ deployment: deploymentId(), tier: 1, admin: false, owner: false });
  });
});

describe("runChainFollower", () => {
  test("default: a bought pass is active without anybody asking for it, and the signal ends the loop", async () => {
    const buyer = await fundedAccount();
    const stop = new AbortController();
    const ended = runChainFollower({ signal: stop.signal });
    await club.buy(buyer);
    await vi.waitFor(async () => expect((await rowOf(lower(buyer.address)))?.told).toBe(true), { timeout: 15_000, interval: 50 });
    stop.abort();
    await ended;
  });

  test("behavior: a chain that is away does not end the loop", async () => {
    const url = env().RPC_URL;
    env().RPC_URL = "http://127.0.0.1:9";
    forgetDeployment();
    const stop = new AbortController();
    const ended = runChainFollower({ signal: stop.signal });
    await expect(followChainOnce()).rejects.toMatchObject({ code: "unavailable", reason: "chain_away" });
    env().RPC_URL = url;
    forgetDeployment();
    const { address } = await fundedAccount();
    await club.grant(lower(address));
    await vi.waitFor(async () => expect((await rowOf(lower(address)))?.told).toBe(true), { timeout: 15_000, interval: 50 });
    stop.abort();
    await ended;
  });
});

describe("readStanding", () => {
  test("behavior: with the follower more than 30 s behind, the chain itself is asked", async () => {
    const { address } = await fundedAccount();
    await followChainOnce();
    await club.grant(lower(address));
    await cursors().updateOne({ _id: `membership:${deploymentId()}` }, { $set: { followedAt: new Date(now().getTime() - 31_000) } });
    expect((await readStanding({ wallet: lower(address) })).membership.active).toBe(true);
  });

  test("error: with stale facts and the chain away nobody is let in", async () => {
    const { address } = await fundedAccount();
    await club.grant(lower(address), "lifetime");
    await followChainOnce();
    const url = env().RPC_URL;
    env().RPC_URL = "http://127.0.0.1:9";
    forgetDeployment();
    expect((await readStanding({ wallet: lower(address) })).roles.member).toBe(true);
    shiftClock(31_000);
    await expect(readStanding({ wallet: lower(address) })).rejects.toMatchObject({ code: "unavailable", reason: "chain_away" });
    env().RPC_URL = url;
    forgetDeployment();
  });

  test("behavior: a pass ends by the latest block even while the club's clock is behind", async () => {
    const { address } = await fundedAccount();
    await club.grant(lower(address), inSeconds(60));
    await followChainOnce();
    await cursors().updateOne({ _id: `membership:${deploymentId()}` }, { $set: { blockTime: new Date(now().getTime() + 120_000) } });
    expect((await readStanding({ wallet: lower(address) })).membership.active).toBe(false);
  });
});

describe("POST /api/membership/refresh", () => {
  test("default: a purchase counts at once, before any poll", async () => {
    await followChainOnce();
    const member = await createTestMember(club, { pass: false });
    await club.buy(member.account);
    const answer = await callRoute(refresh, { method: "POST", as: member });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ active: true, tier: 1 });
    expect((await readStanding({ wallet: member.wallet })).roles.member).toBe(true);
  });
});
