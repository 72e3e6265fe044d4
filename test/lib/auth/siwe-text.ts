import { randomInt } from "node:crypto";
import type { PrivateKeyAccount } from "viem/accounts";
import { callRoute } from "../../setup/deployed-club";
import { POST as nonceRoute } from "@/app/api/auth/nonce/route";
import { POST as signInRoute } from "@/app/api/auth/sign-in/route";
import { nonceView } from "@/lib/auth/schema";
import { now } from "@/lib/platform/clock";

export type Fields = {
  scheme?: string;
  domain: string;
  address: string;
  statement: string | null;
  uri: string;
  version: string;
  chainId: string;
  nonce: string;
  issuedAt: string | null;
  expirationTime: string | null;
  notBefore?: string;
  requestId?: string;
  resources?: string[];
};

/** Writes a message out by hand, so that every field can be wrong or missing. */
export function writeSiwe(fields: Fields): string {
  const lines = [`${fields.scheme ? `${fields.scheme}://` : ""}${fields.domain} wants you to sign in with your Ethereum account:`, fields.address, ""];
  // Without a statement its line break stays: two empty lines in a row.
  lines.push(...(fields.statement === null ? [""] : [fields.statement, ""]));
  lines.push(`URI: ${fields.uri}`, `Version: ${fields.version}`, `Chain ID: ${fields.chainId}`, `Nonce: ${fields.nonce}`);
  if (fields.issuedAt !== null) lines.push(`Issued At: ${fields.issuedAt}`);
  if (fields.expirationTime !== null) lines.push(`Expiration Time: ${fields.expirationTime}`);
  if (fields.notBefore !== undefined) lines.push(`Not Before: ${fields.notBefore}`);
  if (fields.requestId !== undefined) lines.push(`Request ID: ${fields.requestId}`);
  if (fields.resources) lines.push("Resources:", ...fields.resources.map((resource) => `- ${resource}`));
  return lines.join("\n");
}

export const inMinutes = (minutes: number): string => new Date(now().getTime() + minutes * 60_000).toISOString();

/** An address of its own for each call, so that the tests do not share one rate limit. */
const newPeer = (): Record<string, string> => ({ "x-forwarded-for": `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` });

export const cookiesOf = (answer: Response): Map<string, string> =>
  new Map(answer.headers.getSetCookie().map((line) => (line.split(";")[0] ?? "").split("=") as [string, string]));

/** Asks for a nonce as a new browser: the fields of a good message for `address`, and that browser's cookie. */
export async function askNonce(address: string): Promise<{ fields: Fields; cookie: string }> {
  const answer = await callRoute(nonceRoute, { method: "POST", headers: newPeer() });
  const { nonce, domain, statement, chainIds } = nonceView.parse(await answer.json());
  return {
    fields: { domain, address, statement, uri: `http://${domain}/join`, version: "1", chainId: String(chainIds[0]), nonce, issuedAt: inMinutes(0), expirationTime: inMinutes(5) },
    cookie: `club_pre_session=${cookiesOf(answer).get("club_pre_session")}`,
  };
}

export const postSignIn = (body: unknown, cookie: string | null, headers: Record<string, string> = {}): Promise<Response> =>
  callRoute(signInRoute, { method: "POST", body, headers: { ...newPeer(), ...(cookie === null ? {} : { cookie }), ...headers } });

/** A whole sign-in with the message and the signature bent as the case wants. */
export async function attempt(account: PrivateKeyAccount, bend: { fields?: Partial<Fields>; text?: (text: string) => string; signature?: (signature: `0x${string}`) => string } = {}): Promise<Response> {
  const { fields, cookie } = await askNonce(bend.fields?.address ?? account.address);
  const plain = writeSiwe({ ...fields, ...bend.fields });
  const message = bend.text ? bend.text(plain) : plain;
  const signature = await account.signMessage({ message });
  return postSignIn({ message, signature: bend.signature ? bend.signature(signature) : signature }, cookie);
}
