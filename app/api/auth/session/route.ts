import { readCookie, sessionCookieName } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { readOwnSession } from "@/lib/auth/read-own-session";
import { sessionView } from "@/lib/auth/schema";

/** Never 401: `{member: null}` says that nobody is signed in. Without a pass one is signed in all the same. */
export const GET = withErrors(async ({ request }) => {
  const token = readCookie(request, sessionCookieName());
  const session = token ? await readOwnSession({ token }) : null;
  return Response.json(sessionView.parse(session ?? { member: null }), { headers: { "Cache-Control": "no-store" } });
});
