import { parseJson } from "@/app/_server/parse-body";
import { miniAppCookieName, readCookie, setMiniAppCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { openMiniApp } from "@/lib/telegram/open-mini-app";
import { miniAppInput, miniAppView } from "@/lib/telegram/schema";

const MAX_BYTES = 32 * 1024;

/** Telegram's word on who opened the Mini App, for a session of its own. */
export const POST = withErrors(
  async ({ request }) => {
    const { initData } = await parseJson(request, miniAppInput, MAX_BYTES);
    const { view, token, seconds } = await openMiniApp({ initData, clientToken: readCookie(request, miniAppCookieName()) });
    return Response.json(miniAppView.parse(view), { headers: { "Set-Cookie": setMiniAppCookie(token, seconds), "Cache-Control": "no-store" } });
  },
  { limit: "sign_in" },
);
