import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";

/**
 * The client's address. Our web server appends the socket's address to X-Forwarded-For, so the last entry is true;
 * of those before it only TRUSTED_PROXY_HOPS, which our own proxies wrote, are believed. The rest is a client's word.
 */
export function clientIp(request: Request): string {
  const chain = (request.headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim()).filter(Boolean);
  return chain.at(-1 - env().TRUSTED_PROXY_HOPS) ?? chain[0] ?? "unknown";
}

const ownOrigin = (): string => new URL(env().APP_URL).origin;

/**
 * Whether a request comes from a page of ours. A browser names no Origin when a page reads from its own server, but
 * then it says so in Sec-Fetch-Site, which no page can write.
 */
export function isFromOwnPage(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origin === ownOrigin();
  return (request.method === "GET" || request.method === "HEAD") && request.headers.get("sec-fetch-site") === "same-origin";
}

/** @throws ClubError forbidden (`bad_origin`) when a changing request does not come from the club's own pages */
export function requireSameOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.headers.get("origin") !== ownOrigin())
    throw new ClubError("forbidden", "This request does not come from the club's own pages.", { reason: "bad_origin" });
}
