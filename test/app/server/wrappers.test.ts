import { describe, expect, test } from "vitest";
import { z } from "zod";
import { clientIp } from "@/app/_server/guard-request";
import { parseJson } from "@/app/_server/parse-body";
import { readCookie, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { ClubError } from "@/lib/platform/errors";
import { LIMITS } from "@/lib/platform/rate-limit";

const ORIGIN = "http://localhost:3000";
const context = { params: Promise.resolve({}) };
const ip = () => `10.0.0.${Math.floor(Math.random() * 1e9)}`;
const ask = (init: RequestInit & { headers?: Record<string, string> } = {}) =>
  new Request(`${ORIGIN}/api/x`, { ...init, headers: { "x-forwarded-for": ip(), origin: ORIGIN, ...init.headers } });
const bodyOf = async (response: Response) => (await response.json()) as { error: Record<string, unknown> };

describe("withErrors", () => {
  test("default: the handler's answer goes through", async () => {
    const response = await withErrors(async () => Response.json({ fine: true }))(ask(), context);
    expect([response.status, await response.json()]).toEqual([200, { fine: true }]);
  });

  test("behavior: a ClubError answers with its status, reason, details and Retry-After", async () => {
    const route = withErrors(async () => {
      throw new ClubError("conflict", "It moved.", { reason: "wrong_state", details: { state: "live" }, retryAfter: 3 });
    });
    const response = await route(ask(), context);
    expect(response.status).toBe(409);
    expect(response.headers.get("retry-after")).toBe("3");
    expect(await bodyOf(response)).toEqual({ error: { code: "conflict", reason: "wrong_state", message: "It moved.", details: { state: "live" } } });
  });

  test("behavior: an unexpected error is masked", async () => {
    const response = await withErrors(async () => {
      throw new Error("password=hunter2 at /srv/secret.ts");
    })(ask(), context);
    expect(response.status).toBe(500);
    expect(JSON.stringify(await bodyOf(response))).not.toMatch(/hunter2|secret/);
  });

  test("behavior: a limit answers 429 with Retry-After, for that address only", async () => {
    const route = withErrors(async () => Response.json({}), { limit: "reactions" });
    const headers = { "x-forwarded-for": ip() };
    const answers = [];
    for (let count = 0; count <= LIMITS.reactions.points; count += 1) answers.push((await route(ask({ headers }), context)).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await route(ask(), context)).status).toBe(200);
  });

  test.each([
    ["no origin", ""],
    ["another site", "https://evil.example"],
    ["another port", "http://localhost:3001"],
    ["the null origin", "null"],
  ])("error: a changing request from %s is refused", async (_, origin) => {
    const response = await withErrors(async () => Response.json({}))(ask({ method: "POST", headers: { origin } }), context);
    expect([response.status, (await bodyOf(response)).error.reason]).toEqual([403, "bad_origin"]);
  });
});

describe("parseJson", () => {
  const schema = z.object({ name: z.string().max(5) });
  const send = (body: string, type = "application/json") => withErrors(async ({ request }) => Response.json(await parseJson(request, schema)))(ask({ method: "POST", body, headers: { "content-type": type } }), context);

  test("default: a body that fits", async () => {
    expect(await (await send('{"name":"Ana"}')).json()).toEqual({ name: "Ana" });
  });

  test.each([
    ["another type", '{"name":"Ana"}', "text/plain", 415],
    ["no JSON", "{", "application/json", 400],
    ["a wrong field", '{"name":"much too long"}', "application/json", 422],
    ["64 KiB and one byte", `"${"x".repeat(65_535)}"`, "application/json", 413],
  ])("error: %s", async (_, body, type, status) => {
    expect((await send(body, type)).status).toBe(status);
  });

  test("error: a 422 names the field", async () => {
    expect((await bodyOf(await send('{"name":7}'))).error).toMatchObject({ code: "invalid", issues: [{ path: "name" }] });
  });
});

describe("cookies and addresses", () => {
  test("default: on plain http the cookie is HttpOnly and Lax, without Secure", () => {
    expect(setCookie("club_session", "abc", 60)).toBe("club_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
  });

  test("behavior: a cookie is read by its whole name", () => {
    const request = ask({ headers: { cookie: "xclub_session=no; club_session=a=b; other=1" } });
    expect(readCookie(request, "club_session")).toBe("a=b");
    expect(readCookie(request, "session")).toBeUndefined();
  });

  test("behavior: what a client claims in X-Forwarded-For is not believed", () => {
    expect(clientIp(ask({ headers: { "x-forwarded-for": "1.1.1.1, 2.2.2.2, 127.0.0.1" } }))).toBe("127.0.0.1");
  });
});
