import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";

const TIMEOUT_MS = 10_000;
const FIVE_MINUTES = 5 * 60_000;

type Nonce = { nonce: string; domain: string; statement: string; expiresAt: string; chainIds: number[] };
export type SessionCookie = { name: string; value: string };

/**
 * Signs in to a running club as its page does, without a page: for browsers that a measurement or a test starts.
 * @returns the session cookie
 */
export async function openSession({ url, key }: { url: string; key: Hex }): Promise<SessionCookie> {
  const account = privateKeyToAccount(key);
  const post = async (path: string, body: object, cookie = ""): Promise<Response> => {
    const response = await fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json", origin: url, cookie }, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const asked = await post("/api/auth/nonce", {});
  const { nonce, domain, statement, expiresAt, chainIds } = (await asked.json()) as Nonce;
  const expirationTime = new Date(expiresAt);
  const message = createSiweMessage({ address: account.address, chainId: chainIds[0] ?? 0, domain, nonce, statement, uri: url, version: "1", issuedAt: new Date(expirationTime.getTime() - FIVE_MINUTES), expirationTime });
  const signedIn = await post("/api/auth/sign-in", { message, signature: await account.signMessage({ message }) }, cookiesOf(asked).map(({ name, value }) => `${name}=${value}`).join("; "));
  const cookie = cookiesOf(signedIn).find(({ value }) => value !== "");
  if (!cookie) throw new Error("The sign-in gave no session.");
  return cookie;
}

const cookiesOf = (response: Response): SessionCookie[] =>
  response.headers.getSetCookie().map((line) => {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
