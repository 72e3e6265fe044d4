import { receiveWebhook } from "@/lib/rooms/receive-webhook";
import { readBody } from "@/app/_server/parse-body";
import { withErrors } from "@/app/_server/with-errors";

/** The largest event carries one participant with attributes and metadata. */
const MAX_BYTES = 1024 * 1024;

/** From the voice server, bound by its signature over the raw text. 503 while the database is away: only that is sent again. */
export const POST = withErrors(
  async ({ request }) => {
    await receiveWebhook({ rawBody: await readBody(request, MAX_BYTES), authorization: request.headers.get("authorization") });
    // Not to be compressed: at hundreds a second that costs more than anything else here.
    return Response.json({ received: true }, { headers: { "Cache-Control": "no-store, no-transform" } });
  },
  { anyOrigin: true, limit: null },
);
