import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, makeMember, type TestMember } from "../../setup/members";
import { POST as correct } from "@/app/api/admin/xp-corrections/route";
import { GET as readRules, PUT as putRules } from "@/app/api/admin/xp-rules/route";
import { GET as leaderboard } from "@/app/api/leaderboard/route";
import { POST as presence } from "@/app/api/rooms/[roomId]/presence/route";
import { GET as entries } from "@/app/api/xp/me/entries/route";
import { GET as summary } from "@/app/api/xp/me/route";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { awardXp } from "@/lib/xp/award-xp";
import { refreshLeaderboard } from "@/lib/xp/refresh-leaderboard";
import { DEFAULT_NUMBERS } from "@/lib/xp/rules";
import { entriesView, leaderboardView, xpSummaryView } from "@/lib/xp/schema";

let ana: TestMember;
let admin: TestMember;

beforeAll(async () => {
  await createDeclaredIndexes();
  ana = await makeMember({ name: "Ana" });
  admin = await makeMember({ roles: { admin: true } });
  await awardXp({ rule: "hand_raises", cause: "r_1", memberId: ana.id, amount: 10, ruleVersion: "default", evidence: { roomId: "r_1", roomTitle: "Talk" } });
  await refreshLeaderboard();
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

describe("XP routes", () => {
  test("default: a member reads the own XP, its entries and the board", async () => {
    expect(xpSummaryView.parse((await ask(summary, { as: ana })).body)).toMatchObject({ total: 10, level: 1 });
    expect(entriesView.parse((await ask(entries, { as: ana, query: { memberId: ana.id } })).body).items).toMatchObject([{ rule: "hand_raises", amount: 10, room: { title: "Talk" } }]);
    const board = leaderboardView.parse((await ask(leaderboard, { as: ana, query: { period: "7d" } })).body);
    expect(board.items).toMatchObject([{ rank: 1, xp: 10, person: { name: "Ana" } }]);
    expect(board.me).toMatchObject({ rank: 1, xp: 10 });
  });

  test("error: somebody else's entries are 403, signed out is 401, what does not parse is 422 with its field", async () => {
    expect(await ask(entries, { as: ana, query: { memberId: admin.id } })).toMatchObject({ status: 403, body: { error: { code: "forbidden", reason: "not_yours" } } });
    for (const route of [summary, entries, leaderboard]) expect((await ask(route)).status).toBe(401);
    expect(await ask(leaderboard, { as: ana, query: { period: "1d" } })).toMatchObject({ status: 422, body: { error: { issues: [{ path: "period" }] } } });
    expect((await ask(entries, { as: ana, query: { cursor: "nonsense" } })).status).toBe(400);
    expect((await ask(summary, { as: await makeMember({ roles: { member: false } }) })).status).toBe(403);
  });

  test("error: only admins publish rules and correct, and no field is guessed", async () => {
    const rules = { version: "v2", numbers: DEFAULT_NUMBERS };
    const correction = { memberId: ana.id, amount: 5, reason: "missing room", key: "key-00001" };
    expect((await ask(putRules, { method: "PUT", as: ana, json: rules })).status).toBe(403);
    expect((await ask(readRules, { as: ana })).status).toBe(403);
    expect((await ask(correct, { method: "POST", as: ana, json: correction })).status).toBe(403);
    expect(await ask(correct, { method: "POST", as: admin, json: { ...correction, amount: 1.5, memberId: "0x1" } })).toMatchObject({ status: 422, body: { error: { issues: expect.arrayContaining([expect.objectContaining({ path: "amount" }), expect.objectContaining({ path: "memberId" })]) } } });
    expect((await ask(putRules, { method: "PUT", as: admin, json: { version: "v2", numbers: { ...DEFAULT_NUMBERS, listeningXp: -1 } } })).status).toBe(422);
    expect(await ask(putRules, { method: "PUT", as: admin, json: rules })).toMatchObject({ status: 200, body: { current: "v2" } });
    expect((await ask(correct, { method: "POST", as: admin, json: correction })).status).toBe(201);
    expect((await ask(correct, { method: "POST", as: admin, json: correction })).status).toBe(200);
    expect((await ask(summary, { as: ana })).body).toMatchObject({ total: 15 });
  });

  test("error: nothing a client sends about presence raises XP: the question must be ours, the room open, the member in it", async () => {
    const promptId = newId("prompt");
    expect((await ask(presence, { method: "POST", as: ana, params: { roomId: newId("r") }, json: { promptId } })).status).toBe(404);
    expect((await ask(presence, { method: "POST", as: ana, params: { roomId: "r_1" }, json: { promptId } })).status).toBe(422);
    expect((await ask(presence, { method: "POST", as: ana, params: { roomId: newId("r") }, json: { promptId: "x" } })).status).toBe(422);
    expect((await ask(presence, { method: "POST", params: { roomId: newId("r") }, json: { promptId } })).status).toBe(401);
  });
});
