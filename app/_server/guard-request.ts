import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";

/** Set by our own web server from the socket; whatever a client sends under this name is overwritten there. */
const PEER_HEADER = "x-club-peer";

/**
 * The client's address. X-Forwarded-For is a client's word: of it only the rightmost TRUSTED_PROXY_HOPS entries,
 * which our own proxies wrote, are believed.
 */
export function clientIp(request: Request): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  if (hops > 0) {
    const chain = (request.headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim()).filter(Boolean);
    const trusted = chain.at(-hops);
    if (trusted) return trusted;
  }
  return request.headers.get(PEER_HEADER) ?? "unknown";
}

/** @throws ClubError forbidden (`bad_origin`) when a changing request does not come from the club's own pages */
export function requireSameOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.headers.get("origin") !== new URL(env().APP_URL).origin)
    throw new ClubError("forbidden", "This request does not come from the club's own pages.", { reason: "bad_origin" });
}
