import { timingSafeEqual } from "node:crypto";
import { readBody } from "@/app/_server/parse-body";
import { withErrors } from "@/app/_server/with-errors";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { receiveUpdate } from "@/lib/telegram/receive-update";

const MAX_BYTES = 256 * 1024;

/** Compared as hashes, so that neither content nor length shows in the time it takes. */
function isSecret(given: string | null): boolean {
  const secret = env().TELEGRAM_WEBHOOK_SECRET;
  return Boolean(secret && given) && timingSafeEqual(Buffer.from(sha256(given ?? "")), Buffer.from(sha256(secret ?? "")));
}

/** Files the update and answers at once; the bot process does the work. A database that is away answers 503: Telegram comes again. */
export const POST = withErrors(
  async ({ request }) => {
    if (!isSecret(request.headers.get("x-telegram-bot-api-secret-token"))) throw new ClubError("unauthenticated", "The secret does not fit.", { reason: "bad_signature" });
    const text = await readBody(request, MAX_BYTES);
    let update: unknown;
    try {
      update = JSON.parse(text);
    } catch (cause) {
      throw new ClubError("bad_request", "The body is not JSON.", { reason: "bad_json", cause });
    }
    await receiveUpdate({ update });
    return Response.json({ ok: true });
  },
  { limit: null, anyOrigin: true },
);
