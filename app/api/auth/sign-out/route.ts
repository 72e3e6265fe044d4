import { readCookie, sessionCookieName, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { endSession } from "@/lib/auth/end-session";

/** Signing out works without a session too: the browser ends up signed out. */
export const POST = withErrors(async ({ request }) => {
  const token = readCookie(request, sessionCookieName());
  if (token) await endSession({ token });
  return Response.json({ member: null }, { headers: { "Set-Cookie": setCookie(sessionCookieName(), "", 0), "Cache-Control": "no-store" } });
});
