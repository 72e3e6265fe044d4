import type { Hex } from "viem";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { readStandingOf } from "@/lib/membership/read-standing";
import { viewOwnProfile } from "@/lib/membership/view-member";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { counters } from "@/lib/platform/metrics";
import { findSiweFault } from "./check-siwe";
import { endSession } from "./end-session";
import { openSession } from "./open-session";
import { parseSiwe } from "./parse-siwe";
import type { SignedInView } from "./schema";
import { nonces } from "./store";
import { verifySignature } from "./verify-signature";

const MAX_MESSAGE_BYTES = 2_048;

export type SignIn = {
  message: string;
  signature: string;
  /** The pre-session cookie: the nonce counts only together with it. */
  browserToken: string | undefined;
  /** The session this browser had until now; it ends with the new one's beginning. */
  previousToken?: string | undefined;
  locale: "en" | "ru";
};

/** One text for every refusal: which check failed is for the log alone. */
function refuse(fault: string): never {
  counters.signIns.inc({ result: fault });
  log("auth").info({ fault }, "a sign-in was refused");
  throw new ClubError("unauthenticated", "This sign-in was not accepted. Please start again.", { reason: "sign_in_refused" });
}

/** Takes the nonce away in the same step as it is found: one nonce, one attempt, whoever comes second. */
async function consumeNonce(nonce: string, browserToken: string | undefined): Promise<boolean> {
  if (!browserToken) return false;
  const row = await nonces().findOneAndDelete({ _id: nonce, browser: sha256(browserToken) });
  return row !== null && row.expiresAt > now();
}

/**
 * Signs a wallet in with an EIP-4361 message: nonce consumed first, every field compared with what the club expects,
 * then the signature (own key, ERC-1271, ERC-6492). The account is made at the first sign-in. Always a new session.
 * @throws ClubError unauthenticated (`sign_in_refused`) for every refusal alike; unavailable (`chain_away`) when a
 *   contract wallet cannot be asked; rate_limited
 */
export async function signIn({ message, signature, browserToken, previousToken, locale }: SignIn): Promise<{ view: SignedInView; token: string; expiresAt: Date }> {
  if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) refuse("size");
  const fields = parseSiwe(message);
  if (!fields) refuse("format");
  if (!(await consumeNonce(fields.nonce, browserToken))) refuse("nonce");
  const fault = findSiweFault(fields, { origin: new URL(env().APP_URL).origin, chainId: env().CHAIN_ID, at: now() });
  if (fault) refuse(fault);
  const wallet = fields.address.toLowerCase() as `0x${string}`;
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(signature)) refuse("signature");
  const method = await verifySignature({ wallet, message, signature: signature as Hex });
  if (!method) refuse("signature");

  const account = await ensureAccount({ wallet, locale });
  const { membership, roles, banned } = await readStandingOf(wallet, account);
  const session = await openSession({ memberId: account._id, wallet, chainId: fields.chainId, method });
  if (previousToken) await endSession({ token: previousToken });
  counters.signIns.inc({ result: method });
  return { view: { member: viewOwnProfile(account, roles), membership, roles, banned }, ...session };
}
