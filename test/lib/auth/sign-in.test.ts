import { getAddress, hexToBigInt, numberToHex, slice } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callRoute, deployTestClub, type TestClub } from "../../setup/deployed-club";
import { POST as nonceRoute } from "@/app/api/auth/nonce/route";
import { readSession } from "@/lib/auth/read-session";
import { sessions } from "@/lib/auth/store";
import { members } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { sha256 } from "@/lib/platform/ids";
import { counters } from "@/lib/platform/metrics";
import { askNonce, attempt, cookiesOf, inMinutes, postSignIn, writeSiwe } from "./siwe-text";

let club: TestClub;
const someone = () => privateKeyToAccount(generatePrivateKey());
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The malleable twin: same message, same signer, s mirrored and v flipped. */
const twin = (signature: `0x${string}`): `0x${string}` =>
  `${slice(signature, 0, 32)}${numberToHex(ORDER - hexToBigInt(slice(signature, 32, 64)), { size: 32 }).slice(2)}${Number(slice(signature, 64)) === 27 ? "1c" : "1b"}`;

/** Every refusal looks alike: the same status, code, reason and text. */
const REFUSAL = { error: { code: "unauthenticated", reason: "sign_in_refused", message: "This sign-in was not accepted. Please start again." } };
async function expectRefused(answer: Response) {
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual(REFUSAL);
  expect(cookiesOf(answer).has("club_session")).toBe(false);
}

/** How often a check has refused so far: which one it was is for the log and the metrics only. */
const refusalsBy = async (fault: string) => (await counters.signIns.get()).values.find(({ labels }) => labels.result === fault)?.value ?? 0;

beforeAll(async () => {
  club = await deployTestClub({ seeded: false });
});
afterEach(() => shiftClock(0));
afterAll(() => club.end());

describe("a good sign-in", () => {
  test("default: a wallet's first sign-in makes its account and opens a session", async () => {
    const account = someone();
    const answer = await attempt(account);
    expect(answer.status).toBe(200);
    const body = await answer.json();
    const wallet = account.address.toLowerCase();
    expect(body.member).toMatchObject({ wallet, name: `${wallet.slice(0, 6)}…${wallet.slice(-4)}`, locale: "en", level: 1 });
    expect(body).toMatchObject({ membership: { active: false, tier: 0 }, roles: { owner: false, admin: false, speaker: false, member: false }, banned: false });
    const token = cookiesOf(answer).get("club_session") ?? "";
    expect(await readSession({ token })).toMatchObject({ id: body.member.id, wallet, method: "eoa", chainId: 31337 });
    const row = await sessions().findOne({ _id: sha256(token) });
    expect(JSON.stringify(row)).not.toContain(token);
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("club_session="));
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=(2592000|2591999)$/);
  });

  test("behavior: the second sign-in finds the same account", async () => {
    const account = someone();
    const [first, second] = [await (await attempt(account)).json(), await (await attempt(account)).json()];
    expect(second.member.id).toBe(first.member.id);
    expect(await members().countDocuments({ wallet: account.address.toLowerCase() as `0x${string}` })).toBe(1);
  });

  test("behavior: a scheme that is the club's own is fine", async () => {
    expect((await attempt(someone(), { fields: { scheme: "http" } })).status).toBe(200);
  });

  test("behavior: the account speaks the browser's language", async () => {
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const message = writeSiwe(fields);
    const answer = await postSignIn({ message, signature: await account.signMessage({ message }) }, cookie, { "accept-language": "ru-RU,ru;q=0.9" });
    expect((await answer.json()).member.locale).toBe("ru");
  });
});

describe("each field", () => {
  test.each([
    ["another domain", "domain", { domain: "evil.example" }],
    ["the domain without its port", "domain", { domain: "localhost" }],
    ["the domain with another port", "domain", { domain: "localhost:3001" }],
    ["a subdomain", "domain", { domain: "club.localhost:3000" }],
    ["another scheme", "scheme", { scheme: "https" }],
    ["a URI elsewhere", "uri", { uri: "http://evil.example/join" }],
    ["a URI on another port", "uri", { uri: "http://localhost:3001/join" }],
    ["a URI of another scheme", "uri", { uri: "https://localhost:3000/join" }],
    ["another version", "format", { version: "2" }],
    ["another chain", "chain", { chainId: "1" }],
    ["no chain", "format", { chainId: "" }],
    ["no statement", "statement", { statement: null }],
    ["another statement", "statement", { statement: "Give me everything." }],
    ["issued six minutes ago", "issued_at", { issuedAt: inMinutes(-6) }],
    ["issued ten years ago", "issued_at", { issuedAt: "2015-01-01T00:00:00.000Z" }],
    ["issued in six minutes", "issued_at", { issuedAt: inMinutes(6) }],
    ["no time of issue", "format", { issuedAt: null }],
    ["a time that is none", "format", { issuedAt: "yesterday" }],
    ["no expiration", "expired", { expirationTime: null }],
    ["expired", "expired", { expirationTime: inMinutes(-1) }],
    ["an expiration in an hour", "expires_late", { expirationTime: inMinutes(60) }],
    ["not valid before the next minute", "not_before", { notBefore: inMinutes(1) }],
    ["unknown resources", "resources", { resources: ["https://evil.example/everything"] }],
    ["a request id nobody gave", "request_id", { requestId: "1" }],
    ["a nonce nobody made", "nonce", { nonce: "aaaaaaaaaaaaaaaaa" }],
    ["no nonce", "format", { nonce: "" }],
  ])("error: %s", async (_case, fault, fields) => {
    const before = await refusalsBy(fault);
    await expectRefused(await attempt(someone(), { fields }));
    expect(await refusalsBy(fault)).toBe(before + 1);
  });

  test("error: an address in lower case", async () => {
    const account = someone();
    await expectRefused(await attempt(account, { fields: { address: account.address.toLowerCase() } }));
  });

  test("error: an address whose checksum is wrong", async () => {
    const account = someone();
    const wrong = [...account.address].map((char, index) => (index < 2 ? char : char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join("");
    await expectRefused(await attempt(account, { fields: { address: wrong } }));
  });
});

describe("the text", () => {
  test.each([
    ["an injected line", (text: string) => text.replace("\nVersion:", "\nURI: http://evil.example\nVersion:")],
    ["lines after the end", (text: string) => `${text}\nand also everything else`],
    ["a line break at the end", (text: string) => `${text}\n`],
    ["Windows line breaks", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a second message", (text: string) => `${text}\n\n${text}`],
    ["fields in another order", (text: string) => text.replace(/(Version: 1)\n(Chain ID: \d+)/, "$2\n$1")],
    ["letters beyond ASCII in the statement", (text: string) => text.replace("voice", "vоice")],
    ["nothing of the kind", () => "hello"],
  ])("error: %s", async (_case, text) => expectRefused(await attempt(someone(), { text })));

  test("error: more than 2 KB", async () => {
    expect((await attempt(someone(), { text: (text) => text + " ".repeat(2_100) })).status).toBe(422);
    await expectRefused(await attempt(someone(), { text: (text) => text.replace("voice", "я".repeat(1_000)) }));
  });

  test("error: an object instead of the text", async () => {
    const { fields, cookie } = await askNonce(someone().address);
    expect((await postSignIn({ message: fields, signature: "0x" }, cookie)).status).toBe(422);
  });

  test("error: not sent as JSON, or not JSON", async () => {
    const { cookie } = await askNonce(someone().address);
    expect((await postSignIn("message=a", cookie, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await postSignIn("{", cookie, { "content-type": "application/json" })).status).toBe(400);
  });

  test("error: from a page of somebody else", async () => {
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const message = writeSiwe(fields);
    const answer = await postSignIn({ message, signature: await account.signMessage({ message }) }, cookie, { origin: "http://evil.example" });
    expect(answer.status).toBe(403);
    expect((await answer.json()).error.reason).toBe("bad_origin");
  });
});

describe("the signature", () => {
  test.each<[string, (signature: `0x${string}`) => string]>([
    ["an empty one", () => "0x"],
    ["64 bytes (compact)", (signature) => slice(signature, 0, 64)],
    ["66 bytes", (signature) => `${signature}00`],
    ["half a byte too much", (signature) => `${signature}0`],
    ["the malleable twin with a high s", twin],
    ["v as 0 or 1", (signature) => `${slice(signature, 0, 64)}${Number(slice(signature, 64)) === 27 ? "00" : "01"}`],
    ["v of another recovery", (signature) => `${slice(signature, 0, 64)}${Number(slice(signature, 64)) === 27 ? "1c" : "1b"}`],
    ["all zeros", () => `0x${"00".repeat(65)}`],
  ])("error: %s", async (_case, signature) => expectRefused(await attempt(someone(), { signature })));

  test("error: of another wallet", async () => {
    await expectRefused(await attempt(someone(), { fields: { address: getAddress(someone().address) } }));
  });

  test("error: over another text", async () => {
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const signature = await account.signMessage({ message: writeSiwe({ ...fields, chainId: "1" }) });
    await expectRefused(await postSignIn({ message: writeSiwe(fields), signature }, cookie));
  });
});

describe("the nonce", () => {
  async function signed() {
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const message = writeSiwe(fields);
    return { body: { message, signature: await account.signMessage({ message }) }, cookie };
  }

  test("error: the same sign-in again", async () => {
    const { body, cookie } = await signed();
    expect((await postSignIn(body, cookie)).status).toBe(200);
    await expectRefused(await postSignIn(body, cookie));
  });

  test("error: of two at the same time one is refused", async () => {
    const { body, cookie } = await signed();
    const answers = await Promise.all(Array.from({ length: 8 }, () => postSignIn(body, cookie)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(7);
  });

  test("error: of another browser; and that does not take it from its own", async () => {
    const { body, cookie } = await signed();
    const other = await askNonce(someone().address);
    await expectRefused(await postSignIn(body, other.cookie));
    await expectRefused(await postSignIn(body, null));
    expect((await postSignIn(body, cookie)).status).toBe(200);
  });

  test("error: older than five minutes", async () => {
    const { body, cookie } = await signed();
    shiftClock(5 * 60_000);
    await expectRefused(await postSignIn(body, cookie));
  });

  test("error: used up by a refused attempt", async () => {
    const { body, cookie } = await signed();
    await expectRefused(await postSignIn({ ...body, signature: `0x${"11".repeat(65)}` }, cookie));
    await expectRefused(await postSignIn(body, cookie));
  });

  test("error: more than sixty a minute from one address", async () => {
    const ask = () => callRoute(nonceRoute, { method: "POST", headers: { "x-forwarded-for": "203.0.113.7" } });
    const answers = await Promise.all(Array.from({ length: 62 }, ask));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(2);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the session", () => {
  test("behavior: a token brought along is not adopted (fixation)", async () => {
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const message = writeSiwe(fields);
    const answer = await postSignIn({ message, signature: await account.signMessage({ message }) }, `${cookie}; club_session=chosen-by-somebody-else`);
    expect(answer.status).toBe(200);
    expect(cookiesOf(answer).get("club_session")).not.toBe("chosen-by-somebody-else");
    expect(await readSession({ token: "chosen-by-somebody-else" })).toBeNull();
  });

  test("behavior: another wallet in the same browser ends the session before", async () => {
    const before = cookiesOf(await attempt(someone())).get("club_session") ?? "";
    const account = someone();
    const { fields, cookie } = await askNonce(account.address);
    const message = writeSiwe(fields);
    const answer = await postSignIn({ message, signature: await account.signMessage({ message }) }, `${cookie}; club_session=${before}`);
    expect(await readSession({ token: before })).toBeNull();
    expect((await readSession({ token: cookiesOf(answer).get("club_session") ?? "" }))?.wallet).toBe(account.address.toLowerCase());
  });
});
