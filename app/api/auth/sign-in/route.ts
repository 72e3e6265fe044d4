import { parseJson } from "@/app/_server/parse-body";
import { preSessionCookieName, readCookie, sessionCookieName, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { signInInput, signedInView } from "@/lib/auth/schema";
import { signIn } from "@/lib/auth/sign-in";
import { now } from "@/lib/platform/clock";
import { localeOf } from "@/lib/platform/i18n";

const MAX_BYTES = 16 * 1024;

export const POST = withErrors(
  async ({ request }) => {
    const { message, signature } = await parseJson(request, signInInput, MAX_BYTES);
    const { view, token, expiresAt } = await signIn({
      message,
      signature,
      browserToken: readCookie(request, preSessionCookieName()),
      previousToken: readCookie(request, sessionCookieName()),
      locale: localeOf(request.headers.get("accept-language")),
    });
    const headers = new Headers({ "Cache-Control": "no-store" });
    headers.append("Set-Cookie", setCookie(sessionCookieName(), token, Math.ceil((expiresAt.getTime() - now().getTime()) / 1000)));
    headers.append("Set-Cookie", setCookie(preSessionCookieName(), "", 0));
    return Response.json(signedInView.parse(view), { headers });
  },
  { limit: "sign_in" },
);
