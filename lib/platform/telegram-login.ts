import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretBasic, type Configuration, discovery, enableNonRepudiationChecks, randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import { z } from "zod";
import { env } from "./env";
import { ClubError } from "./errors";
import { log, scrub } from "./log";

const ISSUER = "https://oauth.telegram.org";
const TIMEOUT_SECONDS = 8;
/** What a browser must not see of a login that is on its way. */
export type LoginSecrets = { state: string; nonce: string; verifier: string };

/** `id` is the account's number as the Bot API knows it; `sub` is the login's own and may be another. */
const loginClaims = z.object({ id: z.coerce.number().int().positive(), name: z.string().optional(), preferred_username: z.string().optional() });
export type LoginClaims = z.infer<typeof loginClaims>;

let known: Promise<Configuration> | undefined;

/** True when "Log in with Telegram" is configured: a bot, and its client secret from BotFather. */
export const isTelegramLoginOn = (): boolean => Boolean(env().TELEGRAM_BOT_TOKEN && env().TELEGRAM_LOGIN_CLIENT_SECRET);

/** Telegram's endpoints and keys, asked once; a failure is asked again. */
function configuration(): Promise<Configuration> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_LOGIN_CLIENT_SECRET: secret, TELEGRAM_LOGIN_CLIENT_ID, TELEGRAM_LOGIN_ISSUER: issuer = ISSUER } = env();
  if (!token || !secret) throw new ClubError("unavailable", "Logging in with Telegram is not configured.", { reason: "telegram_off" });
  const clientId = TELEGRAM_LOGIN_CLIENT_ID ?? token.split(":")[0] ?? "";
  // The token's signature is checked too: what came over TLS would be believed without.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith("http://") ? [allowInsecureRequests] : [])];
  known ??= discovery(new URL(issuer), clientId, secret, ClientSecretBasic(secret), { execute, timeout: TIMEOUT_SECONDS }).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

/** fetch gave up, or the server itself is broken: everything else is an answer. */
function isAway(error: unknown): boolean {
  const { code, status, cause } = error as { code?: string; status?: number; cause?: unknown };
  const answered = cause instanceof Response ? cause.status : status;
  return code === "OAUTH_TIMEOUT" || (error instanceof TypeError && error.message === "fetch failed") || (answered ?? 0) >= 500;
}

function faultOf(error: unknown): ClubError {
  if (error instanceof ClubError) return error;
  log("telegram").info({ fault: scrub(error instanceof Error ? error.message : String(error)) }, "a login with Telegram was refused");
  return isAway(error)
    ? new ClubError("unavailable", "Telegram does not answer.", { reason: "telegram_away", cause: error })
    : new ClubError("unauthenticated", "This login was not accepted. Please start again.", { reason: "login_refused", cause: error });
}

/**
 * Begins a login (OpenID Connect, authorization code with PKCE): the page of Telegram to go to, and what has to be
 * kept until the answer. @throws ClubError unavailable (`telegram_off`, `telegram_away`)
 */
export async function beginLogin({ redirectUri }: { redirectUri: string }): Promise<{ url: string; secrets: LoginSecrets }> {
  try {
    const config = await configuration();
    const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: "openid profile",
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, secrets };
  } catch (error) {
    const fault = faultOf(error);
    // Nobody logged in yet, so nothing can have been refused: an issuer that talks nonsense is away.
    throw fault.reason === "login_refused" ? new ClubError("unavailable", "Telegram does not answer.", { reason: "telegram_away", cause: error }) : fault;
  }
}

/**
 * Exchanges the answer of Telegram's page for who it was, by the signed ID token. `answer` is the address it led back
 * to. @throws ClubError unauthenticated (`login_refused`), unavailable (`telegram_off`, `telegram_away`)
 */
export async function finishLogin({ answer, secrets }: { answer: URL; secrets: LoginSecrets }): Promise<LoginClaims> {
  try {
    const tokens = await authorizationCodeGrant(await configuration(), answer, { pkceCodeVerifier: secrets.verifier, expectedState: secrets.state, expectedNonce: secrets.nonce, idTokenExpected: true });
    return loginClaims.parse(tokens.claims());
  } catch (error) {
    throw faultOf(error);
  }
}
