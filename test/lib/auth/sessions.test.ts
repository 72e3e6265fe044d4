import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callRoute, createTestMember, deployTestClub, type TestClub } from "../../setup/deployed-club";
import { GET as session } from "@/app/api/auth/session/route";
import { DELETE as signOutEverywhere, GET as list } from "@/app/api/auth/sessions/route";
import { POST as signOut } from "@/app/api/auth/sign-out/route";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { sessions } from "@/lib/auth/store";
import { members } from "@/lib/membership/store";
import { now, shiftClock } from "@/lib/platform/clock";
import { sha256 } from "@/lib/platform/ids";

const DAY_MS = 86_400_000;
let club: TestClub;

beforeAll(async () => {
  club = await deployTestClub({ seeded: true });
});
afterEach(() => shiftClock(0));
afterAll(() => club.end());

describe("readSession", () => {
  test("default: who it is and what they may do, read anew", async () => {
    const member = await createTestMember(club, { name: "Ana", speaker: true });
    expect(await readSession({ token: member.token })).toMatchObject({
      id: member.id, wallet: member.wallet, name: "Ana", locale: "en", chainId: 31337, method: "eoa", banned: false,
      membership: { active: true, tier: 1 }, roles: { owner: false, admin: false, speaker: true, member: true },
    });
    await club.revoke(member.wallet);
    expect((await readSession({ token: member.token }))?.roles.member).toBe(false);
  });

  test("behavior: an unknown token is nobody", async () => {
    expect(await readSession({ token: "nothing" })).toBeNull();
    expect(await readSession({ token: "" })).toBeNull();
  });

  test("behavior: the hash that is stored is not a token", async () => {
    const member = await createTestMember(club);
    expect(await readSession({ token: sha256(member.token) })).toBeNull();
  });

  test("behavior: over after seven idle days", async () => {
    const member = await createTestMember(club, { pass: false });
    shiftClock(7 * DAY_MS - 60_000);
    expect(await readSession({ token: member.token })).not.toBeNull();
    shiftClock(14 * DAY_MS - 30_000);
    expect(await readSession({ token: member.token })).toBeNull();
  });

  test("behavior: over after thirty days, however busy", async () => {
    const member = await createTestMember(club, { pass: false });
    for (let day = 5; day < 30; day += 5) {
      shiftClock(day * DAY_MS);
      expect(await readSession({ token: member.token })).not.toBeNull();
    }
    shiftClock(30 * DAY_MS);
    expect(await readSession({ token: member.token })).toBeNull();
  });

  test("behavior: lastSeenAt is written at most once a minute", async () => {
    const member = await createTestMember(club, { pass: false });
    const seen = async () => (await sessions().findOne({ _id: sha256(member.token) }))?.lastSeenAt.getTime();
    const opened = await seen();
    shiftClock(30_000);
    await readSession({ token: member.token });
    expect(await seen()).toBe(opened);
    shiftClock(61_000);
    await readSession({ token: member.token });
    expect(await seen()).toBeGreaterThan(opened ?? 0);
  });

  test("behavior: not on another chain, and not once the account has another wallet", async () => {
    const member = await createTestMember(club, { pass: false });
    const { token } = await openSession({ memberId: member.id, wallet: member.wallet, chainId: 1, method: "eoa" });
    expect(await readSession({ token })).toBeNull();
    await members().updateOne({ _id: member.id }, { $set: { wallet: "0x00000000000000000000000000000000000000aa" } });
    expect(await readSession({ token: member.token })).toBeNull();
  });
});

describe("GET /api/auth/session", () => {
  test("default: nobody is {member: null}, never 401", async () => {
    for (const cookie of [undefined, "club_session=", "club_session=forged"]) {
      const answer = await callRoute(session, cookie === undefined ? {} : { headers: { cookie } });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ member: null });
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("behavior: signed in without a pass is signed in", async () => {
    const member = await createTestMember(club, { pass: false });
    expect(await (await callRoute(session, { as: member })).json()).toMatchObject({
      member: { id: member.id, locale: "en", roles: { member: false } }, membership: { active: false, expired: false }, roles: { member: false }, banned: false,
    });
  });
});

describe("signing out", () => {
  test("default: the row is gone and the cookie too", async () => {
    const member = await createTestMember(club, { pass: false });
    const answer = await callRoute(signOut, { method: "POST", as: member });
    expect(answer.headers.get("set-cookie")).toMatch(/^club_session=; .*Max-Age=0/);
    expect(await sessions().countDocuments({ memberId: member.id })).toBe(0);
    expect(await (await callRoute(session, { as: member })).json()).toEqual({ member: null });
    expect((await callRoute(signOut, { method: "POST", as: member })).status).toBe(200);
  });

  test("error: not from a page of somebody else", async () => {
    const member = await createTestMember(club, { pass: false });
    expect((await callRoute(signOut, { method: "POST", as: member, headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect(await readSession({ token: member.token })).not.toBeNull();
  });

  test("default: everywhere at once; the list names the asking one", async () => {
    const member = await createTestMember(club, { pass: false });
    shiftClock(1_000);
    await openSession({ memberId: member.id, wallet: member.wallet, chainId: 31337, method: "erc1271" });
    const { items } = await (await callRoute(list, { as: member })).json();
    expect(items.map((item: { current: boolean; method: string }) => [item.current, item.method])).toEqual([[false, "erc1271"], [true, "eoa"]]);
    expect(JSON.stringify(items)).not.toContain(member.token);
    const answer = await callRoute(signOutEverywhere, { method: "DELETE", as: member });
    expect(await answer.json()).toEqual({ ended: 2 });
    expect(answer.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    expect((await callRoute(list, { as: member })).status).toBe(401);
  });

  test("behavior: a session that is over is not listed", async () => {
    const member = await createTestMember(club, { pass: false });
    await openSession({ memberId: member.id, wallet: member.wallet, chainId: 31337, method: "erc1271" });
    shiftClock(2 * DAY_MS);
    const { items } = await (await callRoute(list, { as: member })).json();
    expect(items).toHaveLength(1);
    expect(new Date(items[0].expiresAt).getTime()).toBeGreaterThan(now().getTime());
  });
});
