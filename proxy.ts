import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import { PATH_HEADER } from "./app/_server/path-header";
import { sessionCookieName } from "./app/_server/session-cookie";

/** Sections for people who are signed in. Who they are and what they may is asked by each page itself. */
const INSIDE = /^\/(rooms|studio|progress|badges|leaderboard|members|settings|admin)(\/|$)/;

const originOf = (url: string): string => new URL(url).origin;

/** Where the browser may connect to: the club, the chain, voice (both of its schemes), the realtime server. */
function connectSources(): string[] {
  const { APP_URL, RPC_URL, LIVEKIT_URL, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS, PUSHER_CLUSTER, WALLETCONNECT_PROJECT_ID, NODE_ENV } = env();
  const sources = ["'self'", originOf(RPC_URL)];
  if (NODE_ENV === "development") sources.push(originOf(APP_URL).replace(/^http/, "ws"));
  if (LIVEKIT_URL) sources.push(originOf(LIVEKIT_URL), originOf(LIVEKIT_URL.replace(/^ws/, "http")));
  if (PUSHER_HOST) {
    const host = `${PUSHER_HOST}${PUSHER_PORT ? `:${PUSHER_PORT}` : ""}`;
    sources.push(`wss://${host}`, `https://${host}`);
    // The client tries the secure scheme again when the plain one fails, so both are named.
    if (PUSHER_TLS === false) sources.push(`ws://${host}`, `http://${host}`);
  } else {
    sources.push(`wss://ws-${PUSHER_CLUSTER ?? "mt1"}.pusher.com`, `https://sockjs-${PUSHER_CLUSTER ?? "mt1"}.pusher.com`);
  }
  // WalletConnect talks to its relay and its list of wallets.
  if (WALLETCONNECT_PROJECT_ID) sources.push("wss://*.walletconnect.org", "https://*.walletconnect.org", "wss://*.walletconnect.com", "https://*.walletconnect.com", "https://*.web3modal.org");
  return sources;
}

/** The Mini App's pages may stand in Telegram's website (its apps need no frame), all others nowhere. */
function framers(path: string): string {
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_LINK_ROOT } = env();
  if (!TELEGRAM_BOT_TOKEN || !/^\/tg(\/|$)/.test(path)) return "'none'";
  return ["https://web.telegram.org", ...(TELEGRAM_LINK_ROOT ? [originOf(TELEGRAM_LINK_ROOT)] : [])].join(" ");
}

function policy(nonce: string, path: string): string {
  const { NODE_ENV, APP_URL } = env();
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    // RainbowKit and the component library set styles inline.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "font-src 'self' data:",
    `connect-src ${connectSources().join(" ")}`,
    "frame-src 'self'",
    `frame-ancestors ${framers(path)}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(APP_URL.startsWith("https://") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Gives every page a content policy with a fresh nonce; Next puts the nonce on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  // Without a session cookie there is nothing to ask: a plain redirect, before a page would begin to stream.
  if (INSIDE.test(pathname) && !request.cookies.has(sessionCookieName())) return NextResponse.redirect(new URL(`/join?next=${encodeURIComponent(pathname)}`, env().APP_URL));
  const value = policy(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"), pathname);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", value);
  // Pages do not know their own address; the gate sends people back to it once they are in.
  headers.set(PATH_HEADER, pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", value);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Permissions-Policy", "microphone=(self), camera=(self), display-capture=(self), geolocation=()");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  if (env().APP_URL.startsWith("https://")) response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };
