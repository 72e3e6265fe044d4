import { describe, expect, test } from "vitest";
import { POST as cancel } from "@/app/api/admin/minting/[id]/cancel/route";
import { POST as retry } from "@/app/api/admin/minting/[id]/retry/route";
import { GET as pipeline } from "@/app/api/admin/minting/route";
import { POST as voucher } from "@/app/api/badges/[id]/voucher/route";
import { GET as badges } from "@/app/api/badges/route";
import { GET as memberBadges } from "@/app/api/members/[wallet]/badges/route";
import { GET as metrics } from "@/app/api/metrics/route";
import { openSession } from "@/lib/auth/open-session";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { privateKeyToAccount } from "viem/accounts";
import { OWNER_KEY, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

type Route = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
const METRICS_TOKEN = "a-token-for-this-test-only";

process.env.METRICS_TOKEN = METRICS_TOKEN;
const club = useMintingClub();

type Ask = { method?: "GET" | "POST"; params?: Record<string, string>; token?: string; headers?: Record<string, string> };
const ask = (route: Route, { method = "GET", params = {}, token, headers = {} }: Ask = {}) => {
  const all = { origin: new URL(club.site.url).origin, ...(token ? { cookie: `club_session=${token}` } : {}), ...headers };
  return route(new Request(`${club.site.url}/api`, { method, headers: all }), { params: Promise.resolve(params) });
};
const sessionOf = async (account: { _id: string; wallet: `0x${string}` }) => (await openSession({ memberId: account._id, wallet: account.wallet, chainId: 31337, method: "eoa" })).token;
const ownerToken = async () => sessionOf(await ensureAccount({ wallet: privateKeyToAccount(OWNER_KEY).address.toLowerCase() as `0x${string}`, locale: "en" }));

describe("badges", () => {
  test("default: GET /api/badges answers the definitions with thresholds", async () => {
    const { items } = await (await ask(badges)).json();
    expect(items).toHaveLength(11);
    expect(items[0]).toMatchObject({ id: 1, rule: { of: "total", threshold: 100 }, image: "/api/metadata/badges/1.svg" });
  });

  test("default: a member's badges by wallet, in any case, with state and transaction", async () => {
    const ana = await club.earn({ badges: [1] });
    expect((await (await ask(memberBadges, { params: { wallet: ana.wallet.toUpperCase().replace("0X", "0x") } })).json()).items).toMatchObject([{ state: "queued", txHash: null }]);
    await turnUntil({ until: async () => (await club.items(ana._id))[0]?.state === "final" });
    const [shown] = (await (await ask(memberBadges, { params: { wallet: ana.wallet } })).json()).items;
    expect(shown).toMatchObject({ state: "final", badge: { id: 1 }, reason: null });
    expect(shown.explorer).toBe(`${club.site.url}/chain/tx/${shown.txHash}`);
  });

  test("error: a wallet that does not parse is 422, one that nobody has is an empty list", async () => {
    expect((await ask(memberBadges, { params: { wallet: "0x12" } })).status).toBe(422);
    expect((await (await ask(memberBadges, { params: { wallet: `0x${"9".repeat(40)}` } })).json()).items).toEqual([]);
  });
});

describe("for admins", () => {
  test("default: the owner sees the pipeline, cancels and retries", async () => {
    const ana = await club.earn({ badges: [1] });
    const token = await ownerToken();
    const view = await (await ask(pipeline, { token })).json();
    expect(view.items).toHaveLength(1);
    const id = encodeURIComponent(view.items[0].id);
    const cancelled = await ask(cancel, { method: "POST", token, params: { id } });
    expect([cancelled.status, (await cancelled.json()).state]).toEqual([200, "cancelled"]);
    expect((await ask(cancel, { method: "POST", token, params: { id } })).status).toBe(409);
    expect((await (await ask(retry, { method: "POST", token, params: { id } })).json()).state).toBe("pending");
    expect((await club.items(ana._id))[0]?.state).toBe("pending");
  });

  test("error: what cannot be done says why, with the state it is in", async () => {
    const ana = await club.earn({ badges: [1] });
    const token = await ownerToken();
    const id = (await club.items(ana._id))[0]?._id ?? "";
    const answerOf = async (route: Route, item: string) => {
      const answer = await ask(route, { method: "POST", token, params: { id: item } });
      return [answer.status, (await answer.json()).error];
    };
    expect(await answerOf(retry, id)).toMatchObject([409, { code: "conflict", reason: "wrong_state", details: { state: "pending" } }]);
    await turnUntil({ until: club.allFinal(ana._id) });
    for (const route of [cancel, retry]) expect(await answerOf(route, id)).toMatchObject([409, { code: "conflict", reason: "wrong_state", details: { state: "final" } }]);
    const other = id.replace(/:\d+$/, ":99");
    for (const route of [cancel, retry]) expect(await answerOf(route, encodeURIComponent(other))).toMatchObject([404, { code: "not_found", reason: "no_item" }]);
    for (const odd of ["x", "%E0%A4%A", `${id}:1`]) expect(await answerOf(cancel, odd)).toMatchObject([422, { code: "invalid", issues: [{ path: "id" }] }]);
  });

  test("error: nobody else, no foreign page, no odd id", async () => {
    const ana = await club.earn({ badges: [1] });
    const token = await sessionOf(ana);
    const owner = await ownerToken();
    expect((await ask(pipeline)).status).toBe(401);
    expect((await ask(pipeline, { token })).status).toBe(403);
    expect((await ask(retry, { method: "POST", token, params: { id: "x" } })).status).toBe(403);
    expect((await ask(retry, { method: "POST", token: owner, params: { id: "x" } })).status).toBe(422);
    expect((await ask(retry, { method: "POST", token: owner, params: { id: "x" }, headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
  });
});

describe("a voucher", () => {
  test("error: only for members, only for what is earned, only while the club cannot send", async () => {
    const ana = await club.earn({ badges: [1] });
    expect((await ask(voucher, { method: "POST", params: { id: "1" } })).status).toBe(401);
    expect((await ask(voucher, { method: "POST", params: { id: "1" }, token: await sessionOf(ana) })).status).toBe(403);
    const token = await ownerToken();
    expect((await ask(voucher, { method: "POST", params: { id: "1" }, token })).status).toBe(404);
    expect((await ask(voucher, { method: "POST", params: { id: "x" }, token })).status).toBe(422);
  });
});

describe("metrics", () => {
  test("default: Prometheus text for the token", async () => {
    await club.earn({ badges: [1, 2] });
    const answer = await ask(metrics, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('club_mint_outbox{state="pending"} 2');
  });

  test("error: without it, or with another", async () => {
    const wrong: Record<string, string>[] = [{}, { authorization: "Bearer other" }, { authorization: METRICS_TOKEN }];
    for (const headers of wrong) expect((await ask(metrics, { headers })).status).toBe(401);
  });
});
