import { withAccount } from "@/app/_server/with-member";
import { requireFreshSignature } from "@/lib/auth/require-fresh-signature";
import { endLink } from "@/lib/telegram/end-link";
import { linkStartView, linkView } from "@/lib/telegram/schema";
import { readLink, startLink } from "@/lib/telegram/start-link";

export const GET = withAccount(async ({ viewer }) => Response.json(linkView.parse(await readLink({ memberId: viewer.id }))));

export const POST = withAccount(async ({ viewer }) => {
  const { url, expiresAt } = await startLink({ memberId: viewer.id });
  return Response.json(linkStartView.parse({ url, expiresAt: expiresAt.toISOString() }), { status: 201 });
});

export const DELETE = withAccount(async ({ viewer }) => {
  await requireFreshSignature({ sessionId: viewer.sessionId });
  await endLink({ memberId: viewer.id });
  return Response.json({ state: "none" });
});
