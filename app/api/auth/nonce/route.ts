import { preSessionCookieName, setCookie } from "@/app/_server/session-cookie";
import { withErrors } from "@/app/_server/with-errors";
import { createNonce } from "@/lib/auth/create-nonce";
import { NONCE_MS } from "@/lib/auth/rules";
import { nonceView } from "@/lib/auth/schema";

export const POST = withErrors(
  async () => {
    const { view, browserToken } = await createNonce();
    return Response.json(nonceView.parse(view), {
      status: 201,
      headers: { "Set-Cookie": setCookie(preSessionCookieName(), browserToken, NONCE_MS / 1000), "Cache-Control": "no-store" },
    });
  },
  { limit: "nonce" },
);
