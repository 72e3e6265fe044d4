import { parseOptionalJson } from "@/app/_server/parse-body";
import { loginCookieName, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { LOGIN_SECONDS } from "@/lib/telegram/rules";
import { loginInput, loginStartView } from "@/lib/telegram/schema";
import { startLogin } from "@/lib/telegram/start-login";

/** The page of Telegram to go to, and a cookie that binds the answer to this browser. */
export const POST = withErrors(
  async ({ request }) => {
    const { url, browserToken } = await startLogin(await parseOptionalJson(request, loginInput));
    return Response.json(loginStartView.parse({ url }), { status: 201, headers: { "Set-Cookie": setCookie(loginCookieName(), browserToken, LOGIN_SECONDS), "Cache-Control": "no-store" } });
  },
  { limit: "sign_in" },
);
