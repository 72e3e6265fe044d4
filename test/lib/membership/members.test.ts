import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callRoute, createTestMember, deployTestClub, type TestClub, type TestMember } from "../../setup/deployed-club";
import { GET as audit } from "@/app/api/admin/audit/route";
import { PATCH as changeMember } from "@/app/api/admin/members/[wallet]/route";
import { GET as accounts } from "@/app/api/admin/members/route";
import { GET as settings, PATCH as changeSettings } from "@/app/api/admin/settings/route";
import { GET as club_ } from "@/app/api/club/route";
import { GET as me, PATCH as changeMe } from "@/app/api/me/route";
import { GET as profile } from "@/app/api/members/[wallet]/route";
import { GET as list } from "@/app/api/members/route";
import { jobs } from "@/lib/jobs/store";
import { findPeople } from "@/lib/membership/find-people";
import { standingOf } from "@/lib/membership/find-standing";
import { followChainOnce } from "@/lib/membership/follow-chain";
import { recordLevel } from "@/lib/membership/record-level";
import { clubView } from "@/lib/membership/schema";
import { shiftClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";

let club: TestClub;
let admin: TestMember;
let ana: TestMember;
let boris: TestMember;
let newcomer: TestMember;

const change = (who: TestMember, body: unknown, as = admin) => callRoute(changeMember, { method: "PATCH", params: { wallet: who.wallet }, body, as });
const names = async (query: string, as = ana) => {
  const answer = await callRoute(list, { path: `/api/members${query}`, as });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: { name: string }[] }).items.map((item) => item.name);
};
const reasonOf = async (answer: Response) => [answer.status, (await answer.json()).error.reason];

beforeAll(async () => {
  club = await deployTestClub();
  admin = await createTestMember(club, { admin: true, pass: false, name: "Clara the Admin" });
  ana = await createTestMember(club, { name: "Ana" });
  boris = await createTestMember(club, { name: "Борис", speaker: true });
  newcomer = await createTestMember(club, { name: "Nobody yet", pass: false });
  await followChainOnce();
});
afterEach(() => shiftClock(0));
afterAll(() => club.end());

describe("GET /api/members", () => {
  test("default: who would pass the gate, in the order of joining", async () => {
    expect(await names("")).toEqual(["Clara the Admin", "Ana", "Борис"]);
  });

  test("behavior: found by the beginning of a name, in any case, or of a wallet", async () => {
    expect(await names("?q=aN")).toEqual(["Ana"]);
    expect(await names(`?q=${encodeURIComponent("бОр")}`)).toEqual(["Борис"]);
    expect(await names(`?q=${ana.wallet.slice(0, 12)}`)).toEqual(["Ana"]);
    expect(await names(`?q=${encodeURIComponent(".*")}`)).toEqual([]);
  });

  test("behavior: by role and by level", async () => {
    expect(await names("?role=admin")).toEqual(["Clara the Admin"]);
    expect(await names("?role=speaker")).toEqual(["Борис"]);
    expect(await names("?role=owner")).toEqual([]);
    await recordLevel({ memberId: ana.id, level: 3 });
    expect(await names("?minLevel=3")).toEqual(["Ana"]);
  });

  test("error: a filter that is none", async () => {
    expect((await callRoute(list, { path: "/api/members?minLevel=99", as: ana })).status).toBe(422);
    expect((await callRoute(list, { path: "/api/members?role=king", as: ana })).status).toBe(422);
  });

  test("error: only for members", async () => {
    expect(await reasonOf(await callRoute(list, {}))).toEqual([401, "signed_out"]);
    expect(await reasonOf(await callRoute(list, { as: newcomer }))).toEqual([403, "pass_required"]);
  });
});

describe("the gate", () => {
  test("behavior: a pass that has run out says so", async () => {
    const member = await createTestMember(club);
    shiftClock(25 * 3_600_000);
    expect(await reasonOf(await callRoute(list, { as: member }))).toEqual([403, "pass_expired"]);
  });
});

describe("GET /api/members/{wallet}", () => {
  test("default: a profile, with the wallet written in any case", async () => {
    const answer = await callRoute(profile, { params: { wallet: ana.account.address }, as: boris });
    expect(await answer.json()).toMatchObject({ id: ana.id, name: "Ana", wallet: ana.wallet, roles: { member: true } });
  });

  test("error: a wallet that never signed in, or none at all", async () => {
    expect(await reasonOf(await callRoute(profile, { params: { wallet: club.deployment.badges.address }, as: ana }))).toEqual([404, "no_member"]);
    expect((await callRoute(profile, { params: { wallet: "0x12" }, as: ana })).status).toBe(422);
  });
});

describe("GET, PATCH /api/me", () => {
  test("default: the own profile, changed in part", async () => {
    const answer = await callRoute(changeMe, { method: "PATCH", body: { name: "  Nora  ", locale: "ru" }, as: newcomer });
    expect(await answer.json()).toMatchObject({ name: "Nora", locale: "ru", bio: "" });
    expect(await (await callRoute(me, { as: newcomer })).json()).toMatchObject({ id: newcomer.id, name: "Nora", locale: "ru" });
  });

  test.each([{ name: "" }, { name: "a".repeat(41) }, { name: "a\u202eb" }, { bio: "a".repeat(281) }, { locale: "de" }])("error: %j", async (body) => {
    expect((await callRoute(changeMe, { method: "PATCH", body, as: newcomer })).status).toBe(422);
  });

  test("behavior: what is not a profile field changes nothing", async () => {
    await callRoute(changeMe, { method: "PATCH", body: { speaker: true, level: 10, wallet: ana.wallet }, as: newcomer });
    expect((await standingOf({ memberId: newcomer.id })).account).toMatchObject({ speaker: false, level: 1, wallet: newcomer.wallet });
  });
});

describe("PATCH /api/admin/members/{wallet}", () => {
  test("default: the speaker flag, granted and withdrawn, one audit line each", async () => {
    expect((await (await change(ana, { speaker: true })).json()).roles.speaker).toBe(true);
    await change(ana, { speaker: true });
    expect((await (await change(ana, { speaker: false })).json()).roles.speaker).toBe(false);
    const { items } = await (await callRoute(audit, { as: admin })).json();
    expect(items.slice(0, 2)).toMatchObject([
      { action: "speaker.withdrawn", by: { id: admin.id }, on: { id: ana.id } },
      { action: "speaker.granted", by: { id: admin.id }, on: { id: ana.id } },
    ]);
  });

  test("default: a ban refuses at the next request, evicts once, keeps the session, and can be lifted", async () => {
    const body = { ban: { reason: "Shouting" } };
    expect(await (await change(boris, body)).json()).toMatchObject({ ban: { reason: "Shouting" }, roles: { member: false }, membership: { active: true } });
    await change(boris, body);
    expect(await reasonOf(await callRoute(list, { as: boris }))).toEqual([403, "banned"]);
    expect((await callRoute(me, { as: boris })).status).toBe(200);
    expect(await names("")).not.toContain("Борис");
    expect(await jobs().find({ name: "evict-member", "input.memberId": boris.id, "input.reason": "ban" }).toArray()).toHaveLength(1);
    expect((await (await change(boris, { ban: null })).json()).ban).toBeNull();
    expect(await names("", boris)).toContain("Борис");
    const { items } = await (await callRoute(audit, { as: admin })).json();
    expect(items.slice(0, 2)).toMatchObject([{ action: "member.unbanned" }, { action: "member.banned", reason: "Shouting", on: { id: boris.id } }]);
  });

  test("error: an admin is not banned here", async () => {
    const other = await createTestMember(club, { admin: true, pass: false });
    await followChainOnce();
    expect(await reasonOf(await change(other, { ban: { reason: "no" }, speaker: true }))).toEqual([409, "admin_not_bannable"]);
    expect((await standingOf({ memberId: other.id })).account.speaker).toBe(false);
  });

  test("error: by nobody but admins, on nobody unknown, not without a reason", async () => {
    expect(await reasonOf(await change(boris, { speaker: true }, ana))).toEqual([403, "admin_required"]);
    expect((await change(boris, { ban: { reason: " " } })).status).toBe(422);
    const nobody = { ...boris, wallet: "0x00000000000000000000000000000000000000aa" as const };
    for (const body of [{ speaker: true }, { ban: { reason: "x" } }, { ban: null }]) expect(await reasonOf(await change(nobody, body))).toEqual([404, "no_member"]);
  });
});

describe("the rest of the panel", () => {
  test("default: admins see every account with its pass and its ban", async () => {
    const { items } = await (await callRoute(accounts, { as: admin })).json();
    expect(items.find((item: { id: string }) => item.id === newcomer.id)).toMatchObject({ membership: { active: false }, ban: null });
    expect((await callRoute(accounts, { as: ana })).status).toBe(403);
    expect((await callRoute(audit, { as: ana })).status).toBe(403);
  });

  test("default: settings keep what is not changed, and the change is in the audit log", async () => {
    expect(await (await callRoute(settings, { as: admin })).json()).toEqual({ name: "FOMO Voice Club", description: "", handsEnabled: true, chatWords: [], chatLinks: true });
    const answer = await callRoute(changeSettings, { method: "PATCH", body: { description: "Rooms with a door." }, as: admin });
    expect(await answer.json()).toEqual({ name: "FOMO Voice Club", description: "Rooms with a door.", handsEnabled: true, chatWords: [], chatLinks: true });
    expect((await callRoute(changeSettings, { method: "PATCH", body: { name: "" }, as: admin })).status).toBe(422);
    expect((await callRoute(changeSettings, { method: "PATCH", body: { name: "Mine" }, as: ana })).status).toBe(403);
    const { items } = await (await callRoute(audit, { as: admin })).json();
    expect(items[0]).toMatchObject({ action: "settings.changed", by: { id: admin.id }, on: null });
  });

  test("default: GET /api/club is for everybody, with the plans and figures of the chain", async () => {
    const body = clubView.parse(await (await callRoute(club_, {})).json());
    expect(body).toMatchObject({ chainId: 31337, maxMembers: 0, liveRooms: 0, contracts: { membership: { address: club.deployment.membership.address, explorer: null } } });
    expect(body.plans).toHaveLength(2);
    expect(body.plans[0]).toMatchObject({ id: 1, tier: 1, duration: 30 * 86_400, active: true });
    expect(body.members).toBeGreaterThan(0);
  });
});

describe("findPeople, standingOf", () => {
  test("default: known ids only, each once", async () => {
    const people = await findPeople({ ids: [ana.id, ana.id, newId("m")] });
    expect([...people.values()]).toEqual([{ id: ana.id, wallet: ana.wallet, name: "Ana" }]);
    expect(await findPeople({ ids: [] })).toEqual(new Map());
  });

  test("error: an id without an account", async () => {
    await expect(standingOf({ memberId: newId("m") })).rejects.toMatchObject({ code: "not_found", reason: "no_member" });
  });
});
