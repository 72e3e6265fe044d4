import { type CountRequest, readSession, type Viewer } from "@/lib/auth/read-session";
import { env } from "@/lib/platform/env";
import { isFromOwnPage } from "./guard-request";
import { miniAppCookieName, readCookie, sessionCookieName } from "./session-cookie";

/** Pages of the Mini App act for the Telegram account they were opened by, whoever else is signed in to this browser. */
const isOfMiniApp = (request: Request): boolean => (request.headers.get("referer") ?? "").startsWith(new URL("/tg", env().APP_URL).href);

/**
 * Who makes a request under /api, or null. The Mini App's cookie goes along on requests of other sites too, so it
 * counts with the club's own Origin only. See readSession for `count`.
 */
export async function readRequestViewer(request: Request, count?: CountRequest): Promise<Viewer | null> {
  const token = isOfMiniApp(request) ? undefined : readCookie(request, sessionCookieName());
  const viewer = token ? await readSession({ token, count }) : null;
  if (viewer) return viewer;
  const miniApp = isFromOwnPage(request) ? readCookie(request, miniAppCookieName()) : undefined;
  return miniApp ? readSession({ token: miniApp, miniApp: true, count }) : null;
}
