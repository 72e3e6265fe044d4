import { parseJson } from "@/app/_server/parse-body";
import { withAccount } from "@/app/_server/with-member";
import { requireFreshSignature } from "@/lib/auth/require-fresh-signature";
import { endLink } from "@/lib/telegram/end-link";
import { readLink } from "@/lib/telegram/read-link";
import { linkStartInput, linkStartView, linkView } from "@/lib/telegram/schema";
import { startLink } from "@/lib/telegram/start-link";

export const GET = withAccount(async ({ viewer }) => Response.json(linkView.parse(await readLink({ memberId: viewer.id }))));

export const POST = withAccount(async ({ request, viewer }) => {
  const { replace } = await parseJson(request, linkStartInput);
  if (replace) await requireFreshSignature({ sessionId: viewer.sessionId });
  const { expiresAt, ...start } = await startLink({ memberId: viewer.id, replace });
  return Response.json(linkStartView.parse({ ...start, expiresAt: expiresAt.toISOString() }), { status: 201 });
});

export const DELETE = withAccount(async ({ viewer }) => {
  await requireFreshSignature({ sessionId: viewer.sessionId });
  await endLink({ memberId: viewer.id });
  return Response.json({ state: "none" });
});
