import { env } from "@/lib/platform/env";

const isHttps = (): boolean => env().APP_URL.startsWith("https://");

/** `__Host-` needs Secure, which Safari refuses on plain http://localhost: both follow the scheme of APP_URL. */
const nameOf = (name: string): string => (isHttps() ? `__Host-${name}` : name);

export const sessionCookieName = (): string => nameOf("club_session");
export const preSessionCookieName = (): string => nameOf("club_pre_session");
export const loginCookieName = (): string => nameOf("club_login");
export const miniAppCookieName = (): string => nameOf("club_mini_app");

/** A Set-Cookie value: HttpOnly, SameSite=Lax, Path=/, Secure on https. `maxAge` in seconds; 0 deletes. */
export const setCookie = (name: string, value: string, maxAge: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${isHttps() ? "; Secure" : ""}`;

/**
 * The Mini App's own cookie, as above but for a page that Telegram frames: on https SameSite=None and Partitioned, so
 * that it counts inside Telegram only. On http everything runs on one machine, which is one site.
 */
export const setMiniAppCookie = (value: string, maxAge: number): string =>
  isHttps() ? `${miniAppCookieName()}=${value}; Path=/; HttpOnly; SameSite=None; Secure; Partitioned; Max-Age=${maxAge}` : setCookie(miniAppCookieName(), value, maxAge);

/** The value of one cookie of a request, or undefined. The first wins when a name is sent twice. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
