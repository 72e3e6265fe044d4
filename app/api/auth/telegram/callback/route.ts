import { parseJson } from "@/app/_server/parse-body";
import { loginCookieName, readCookie, sessionCookieName, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { now } from "@/lib/platform/clock";
import { finishTelegramLogin } from "@/lib/telegram/finish-login";
import { loginAnswerInput, loginView } from "@/lib/telegram/schema";

/** Called by the page that Telegram leads back to, with its query: opening it changes nothing by itself. */
export const POST = withErrors(
  async ({ request }) => {
    const { search } = await parseJson(request, loginAnswerInput);
    const { view, session } = await finishTelegramLogin({ search, browserToken: readCookie(request, loginCookieName()), previousToken: readCookie(request, sessionCookieName()) });
    const headers = new Headers({ "Cache-Control": "no-store" });
    if (session) headers.append("Set-Cookie", setCookie(sessionCookieName(), session.token, Math.ceil((session.expiresAt.getTime() - now().getTime()) / 1000)));
    headers.append("Set-Cookie", setCookie(loginCookieName(), "", 0));
    return Response.json(loginView.parse(view), { headers });
  },
  { limit: "sign_in" },
);
