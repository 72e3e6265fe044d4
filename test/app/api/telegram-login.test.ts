import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as start } from "@/app/api/auth/telegram/route";
import { POST as finish } from "@/app/api/auth/telegram/callback/route";
import { GET as readDoor } from "@/app/api/admin/telegram/route";
import { GET as readMe, PATCH as changeMe } from "@/app/api/me/route";
import { DELETE as unlink } from "@/app/api/telegram/link/route";
import { readSession } from "@/lib/auth/read-session";
import { shiftClock } from "@/lib/platform/clock";
import { endLinkOfTelegram } from "@/lib/telegram/end-link";
import { FakeLogin } from "../../fakes/telegram/login";
import type { FakeUser } from "../../fakes/telegram-server";
import { ask, followNow, type TestMember } from "../../setup/members";
import { newUser, startTelegram } from "../../setup/telegram";

const CLIENT = { id: "4242", secret: "secret/of+the login" };
let telegram: Awaited<ReturnType<typeof startTelegram>>;
let server: Server;
let login: FakeLogin;
let member: TestMember;
let user: FakeUser;

beforeAll(async () => {
  server = createServer((request, response) => void login.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  login = new FakeLogin(`http://127.0.0.1:${(server.address() as AddressInfo).port}/oidc`, CLIENT);
  process.env.TELEGRAM_LOGIN_ISSUER = login.issuer;
  process.env.TELEGRAM_LOGIN_CLIENT_SECRET = CLIENT.secret;
  telegram = await startTelegram();
  ({ member, user } = await telegram.linked({ roles: { admin: true } }));
});
afterAll(async () => {
  await telegram.fake.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => shiftClock(0));

const cookieOf = (answer: { headers: Headers }, name: string): string => answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))?.split(";")[0] ?? "";

/** As far as Telegram's page; `cookie` is the browser's. */
async function begin(next?: string): Promise<{ url: string; cookie: string }> {
  const answer = await ask(start, { method: "POST", json: next === undefined ? {} : { next } });
  expect(answer.status).toBe(201);
  return { url: (answer.body as { url: string }).url, cookie: cookieOf(answer, "club_login") };
}
const end = (back: string, cookie: string) => ask(finish, { method: "POST", json: { search: new URL(back).search }, headers: { cookie } });
const refused = { status: 401, body: { error: { code: "unauthenticated", reason: "login_refused" } } };

describe("logging in with Telegram", () => {
  test("default: a linked account is signed in and goes on where it wanted to", async () => {
    const { url, cookie } = await begin("/rooms");
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ client_id: "4242", response_type: "code", scope: "openid profile", code_challenge_method: "S256", redirect_uri: "http://localhost:3000/join/telegram" });
    const answer = await end(login.approve(url, user), cookie);
    expect(answer).toMatchObject({ status: 200, body: { state: "signed_in", next: "/rooms" } });
    const session = cookieOf(answer, "club_session");
    expect(await readSession({ token: session.split("=")[1] ?? "" })).toMatchObject({ id: member.id, method: "telegram", limited: true, roles: { admin: false, member: true } });
    expect(await ask(readMe, { headers: { cookie: session } })).toMatchObject({ status: 200, body: { id: member.id } });
    for (const [route, options] of [[readDoor, {}], [changeMe, { method: "PATCH", json: { name: "Other" } }], [unlink, { method: "DELETE" }]] as const)
      expect(await ask(route, { ...options, headers: { cookie: session } })).toMatchObject({ status: 403, body: { error: { reason: "wallet_required" } } });
    await endLinkOfTelegram({ telegramId: user.id });
    expect((await ask(readMe, { headers: { cookie: session } })).status).toBe(401);
    ({ member, user } = await telegram.linked());
  });

  test("behavior: an account that is not linked is named and not signed in", async () => {
    const { url, cookie } = await begin();
    const answer = await end(login.approve(url, newUser({ username: "stranger" })), cookie);
    expect(answer).toMatchObject({ status: 200, body: { state: "unlinked", telegramName: "@stranger" } });
    expect(cookieOf(answer, "club_session")).toBe("");
  });

  test("error: an answer counts once, in the browser that asked, within ten minutes", async () => {
    const { url, cookie } = await begin();
    const back = login.approve(url, user);
    expect(await end(back, "")).toMatchObject(refused);
    expect(await end(back, (await begin()).cookie)).toMatchObject(refused);
    expect((await end(back, cookie)).status).toBe(200);
    expect(await end(back, cookie)).toMatchObject(refused);
    const late = await begin();
    const lateBack = login.approve(late.url, user);
    shiftClock(601_000);
    await followNow();
    expect(await end(lateBack, late.cookie)).toMatchObject(refused);
  });

  test.each([
    ["signed with another key", { forged: true }],
    ["for another client", { claims: { aud: "1" } }],
    ["of another issuer", { claims: { iss: "https://evil.example" } }],
    ["of another login", { claims: { nonce: "another" } }],
    ["that is over", { claims: { exp: 1 } }],
    ["without the account's number", { claims: { id: undefined } }],
  ])("error: a token %s is refused", async (_, bend) => {
    const { url, cookie } = await begin();
    const back = login.approve(url, user);
    login.bend = bend;
    expect(await end(back, cookie)).toMatchObject(refused);
  });

  test("error: a refusal on Telegram's page, a foreign code and a query without anything are refused", async () => {
    for (const change of [(back: URL) => (back.searchParams.delete("code"), back.searchParams.set("error", "access_denied")), (back: URL) => back.searchParams.set("code", "guessed"), (back: URL) => (back.search = "")]) {
      const { url, cookie } = await begin();
      const back = new URL(login.approve(url, user));
      change(back);
      expect(await end(back.href, cookie)).toMatchObject(refused);
    }
  });

  test("error: a broken login server is away, and only pages of the club are gone on with", async () => {
    const { url, cookie } = await begin();
    login.broken = 503;
    expect(await end(login.approve(url, user), cookie)).toMatchObject({ status: 503, body: { error: { reason: "telegram_away" } } });
    login.broken = 0;
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/a?b"]) expect((await ask(start, { method: "POST", json: { next } })).status).toBe(422);
  });
});
