import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeUser } from "./world";

type Code = { user: FakeUser; redirectUri: string; challenge: string; nonce: string | null };
export type LoginClient = { id: string; secret: string };

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const LIFE_SECONDS = 600;

/**
 * "Log in with Telegram" as its OpenID Connect provider answers: authorization code with PKCE, client secret as Basic,
 * RS256 ID tokens, one use for a code. Tests bend the next token with `bend`.
 */
export class FakeLogin {
  private readonly keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  private readonly codes = new Map<string, Code>();
  /** Claims that replace those of the next token; `forged` signs it with another key. */
  bend: { claims?: Record<string, unknown>; forged?: boolean } = {};
  /** Answers the token endpoint with this status, as a broken server does. */
  broken = 0;

  /** @param people who may be chosen on the login page; tests say yes by `approve` */
  constructor(readonly issuer: string, private readonly client: LoginClient, private readonly people: readonly FakeUser[] = []) {}

  /** A person says yes on Telegram's page: where it leads back to. */
  approve(authorizeUrl: string, user: FakeUser): string {
    const asked = new URL(authorizeUrl).searchParams;
    const redirectUri = asked.get("redirect_uri") ?? "";
    if (asked.get("client_id") !== this.client.id || asked.get("response_type") !== "code" || asked.get("code_challenge_method") !== "S256") throw new Error("The request for a login is not whole.");
    const code = randomBytes(16).toString("hex");
    this.codes.set(code, { user, redirectUri, challenge: asked.get("code_challenge") ?? "", nonce: asked.get("nonce") });
    return `${redirectUri}?${new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString()}`;
  }

  /** Answers a request under the issuer's path; false for every other. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? "/", this.issuer);
    const base = new URL(this.issuer).pathname.replace(/\/$/, "");
    if (!url.pathname.startsWith(`${base}/`)) return false;
    const answer = (status: number, body: object) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const path = url.pathname.slice(base.length);
    if (path === "/.well-known/openid-configuration") answer(200, this.metadata());
    else if (path === "/jwks.json") answer(200, { keys: [{ ...this.keys.publicKey.export({ format: "jwk" }), kid: "fake", alg: "RS256", use: "sig" }] });
    else if (path === "/auth") response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(this.authPage(url));
    else if (path === "/token" && request.method === "POST") {
      let text = "";
      for await (const part of request) text += String(part);
      if (this.broken) answer(this.broken, { error: "server_error" });
      else this.answerToken(request.headers.authorization ?? "", new URLSearchParams(text), answer);
    } else answer(404, { error: "not_found" });
    return true;
  }

  private authPage(asked: URL): string {
    const back = this.people.map((user) => `<p><a href="${this.approve(asked.href, user).replaceAll("&", "&amp;")}">Go on as ${user.first_name}</a></p>`);
    return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Fake Telegram login</title><body style="font:18px/2 system-ui;max-width:24rem;margin:4rem auto"><h1>Log in with Telegram</h1>${back.join("")}</body></html>`;
  }

  private metadata(): object {
    const { issuer } = this;
    return { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks.json`, response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"], code_challenge_methods_supported: ["S256"], token_endpoint_auth_methods_supported: ["client_secret_basic"], scopes_supported: ["openid", "profile"] };
  }

  private answerToken(authorization: string, form: URLSearchParams, answer: (status: number, body: object) => void): void {
    const [id, secret] = Buffer.from(authorization.replace(/^Basic /, ""), "base64").toString().split(":").map((part) => decodeURIComponent(part.replaceAll("+", " ")));
    if (id !== this.client.id || secret !== this.client.secret) return answer(401, { error: "invalid_client" });
    const code = this.codes.get(form.get("code") ?? "");
    this.codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (!code || code.redirectUri !== form.get("redirect_uri") || code.challenge !== challenge) return answer(400, { error: "invalid_grant" });
    answer(200, { access_token: randomBytes(16).toString("hex"), token_type: "Bearer", expires_in: LIFE_SECONDS, id_token: this.idToken(code) });
  }

  private idToken({ user, nonce }: Code): string {
    const { claims = {}, forged = false } = this.bend;
    this.bend = {};
    const now = Math.floor(Date.now() / 1000);
    const own = { iss: this.issuer, aud: this.client.id, sub: `login-${user.id}`, iat: now, exp: now + LIFE_SECONDS, id: user.id, name: [user.first_name, user.last_name].filter(Boolean).join(" "), ...(user.username ? { preferred_username: user.username } : {}), ...(nonce ? { nonce } : {}) };
    const body = `${encode({ alg: "RS256", typ: "JWT", kid: "fake" })}.${encode({ ...own, ...claims })}`;
    const key = forged ? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey : this.keys.privateKey;
    return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
  }
}
