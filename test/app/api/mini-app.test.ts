import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as readDoor, PATCH as changeDoor } from "@/app/api/admin/telegram/route";
import { DELETE as endSessions, GET as readSessions } from "@/app/api/auth/sessions/route";
import { POST as voucher } from "@/app/api/badges/[id]/voucher/route";
import { GET as readMe, PATCH as changeMe } from "@/app/api/me/route";
import { POST as raise } from "@/app/api/rooms/[roomId]/hand/route";
import { POST as makeRoom } from "@/app/api/rooms/route";
import { DELETE as unlink, GET as readLink, POST as link } from "@/app/api/telegram/link/route";
import { POST as miniApp } from "@/app/api/telegram/mini-app/route";
import { PATCH as changeNotices } from "@/app/api/telegram/notices/route";
import { newId } from "@/lib/platform/ids";
import { signInitData } from "../../fakes/telegram/init-data";
import { ask, type TestMember } from "../../setup/members";
import { newUser, startTelegram } from "../../setup/telegram";

let telegram: Awaited<ReturnType<typeof startTelegram>>;
let member: TestMember;
let cookie: string;

beforeAll(async () => {
  telegram = await startTelegram();
  const linked = await telegram.linked({ roles: { admin: true, speaker: true } });
  member = linked.member;
  const answer = await ask(miniApp, { method: "POST", json: { initData: signInitData({ token: telegram.fake.token, user: linked.user }) } });
  expect(answer).toMatchObject({ status: 200, body: { state: "signed_in", name: member.name } });
  cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(() => telegram.fake.stop());

const inside = (headers: Record<string, string> = {}) => ({ headers: { cookie, ...headers } });
const refused = { status: 403, body: { error: { code: "forbidden", reason: "wallet_required" } } };

describe("the Mini App's session under /api", () => {
  test("default: it reads, raises hands and changes its notices", async () => {
    expect(await ask(readMe, inside())).toMatchObject({ status: 200, body: { id: member.id } });
    expect(await ask(readLink, inside())).toMatchObject({ status: 200, body: { state: "linked" } });
    expect((await ask(readSessions, inside())).status).toBe(200);
    expect(await ask(changeNotices, { method: "PATCH", json: { kinds: { weekly: false } }, ...inside() })).toMatchObject({ status: 200, body: { kinds: { weekly: false } } });
    expect(await ask(raise, { method: "POST", params: { roomId: newId("r") }, ...inside() })).toMatchObject({ status: 404, body: { error: { reason: "no_room" } } });
  });

  test("error: linking, the panel, money and everything else that changes ask for the wallet, also right after it began", async () => {
    for (const [route, options] of [
      [link, { method: "POST", json: { replace: true } }],
      [link, { method: "POST", json: {} }],
      [unlink, { method: "DELETE" }],
      [readDoor, {}],
      [changeDoor, { method: "PATCH", json: { dryRun: false } }],
      [voucher, { method: "POST", params: { id: "1" } }],
      [makeRoom, { method: "POST", json: { title: "Talk" } }],
      [changeMe, { method: "PATCH", json: { name: "Other" } }],
      [endSessions, { method: "DELETE" }],
    ] as const)
      expect(await ask(route, { ...options, ...inside() })).toMatchObject(refused);
  });

  test("error: it counts with the club's own Origin only, for reading too", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { origin: "https://web.telegram.org" }]) expect((await ask(readMe, inside(headers))).status).toBe(401);
    expect((await ask(changeNotices, { method: "PATCH", json: {}, ...inside({ origin: "https://evil.example" }) })).status).toBe(403);
    const plain = (headers: Record<string, string>) => readMe(new Request("http://localhost:3000/api/me", { headers: { cookie, ...headers } }), { params: Promise.resolve({}) });
    expect((await plain({})).status).toBe(401);
    expect((await plain({ "sec-fetch-site": "cross-site" })).status).toBe(401);
    expect((await plain({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test("behavior: pages under /tg act for the Telegram account, all others for whoever signed in with the wallet", async () => {
    const other = (await telegram.linked()).member;
    const both = `club_session=${other.token}; ${cookie}`;
    expect(await ask(readMe, { headers: { cookie: both } })).toMatchObject({ body: { id: other.id } });
    expect(await ask(readMe, { headers: { cookie: both, referer: "http://localhost:3000/tg/progress" } })).toMatchObject({ body: { id: member.id } });
    expect((await ask(readMe, { headers: { cookie: `club_session=${other.token}`, referer: "http://localhost:3000/tg/progress" } })).status).toBe(401);
    expect((await ask(readMe, { headers: { cookie: `club_session=${cookie.split("=")[1]}` } })).status).toBe(401);
  });

  test("error: what is no initData, or too long, is named", async () => {
    expect(await ask(miniApp, { method: "POST", json: {} })).toMatchObject({ status: 422 });
    expect(await ask(miniApp, { method: "POST", json: { initData: "x".repeat(8_193) } })).toMatchObject({ status: 422 });
    expect(await ask(miniApp, { method: "POST", json: { initData: "user=me" } })).toMatchObject({ status: 401, body: { error: { reason: "init_data_refused" } } });
    expect(await ask(miniApp, { method: "POST", json: { initData: "user=me" }, headers: { origin: "https://evil.example" } })).toMatchObject({ status: 403, body: { error: { reason: "bad_origin" } } });
    expect(await ask(miniApp, { method: "POST", json: { initData: signInitData({ token: telegram.fake.token, user: newUser() }) } })).toMatchObject({ status: 200, body: { state: "unlinked" } });
  });
});
