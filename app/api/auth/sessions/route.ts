import { z } from "zod";
import { sessionCookieName, setCookie } from "@/app/_server/session-cookie";
import { withAccount } from "@/app/_server/with-member";
import { endAllSessions } from "@/lib/auth/end-all-sessions";
import { listSessions } from "@/lib/auth/list-sessions";
import { sessionRowView } from "@/lib/auth/schema";

export const GET = withAccount(async ({ viewer }) => {
  const items = await listSessions({ memberId: viewer.id, currentId: viewer.sessionId });
  return Response.json({ items: z.array(sessionRowView).parse(items), next: null });
});

/** Signs out everywhere, here too. */
export const DELETE = withAccount(async ({ viewer }) => {
  const ended = await endAllSessions({ memberId: viewer.id });
  return Response.json({ ended }, { headers: { "Set-Cookie": setCookie(sessionCookieName(), "", 0) } });
});
