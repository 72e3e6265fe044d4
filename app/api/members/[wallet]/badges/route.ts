import { z } from "zod";
import { withErrors } from "@/app/_server/with-errors";
import { memberBadgeView } from "@/lib/badges/schema";
import { wallet } from "@/lib/membership/schema";
import { listMemberBadges } from "@/lib/minting/list-member-badges";

const input = z.object({ wallet });
const view = z.object({ items: z.array(memberBadgeView), next: z.null() });

/** A member's badges and how far each is on its way to the chain. */
export const GET = withErrors(async ({ params }) => {
  const items = await listMemberBadges(input.parse(params));
  return Response.json(view.parse({ items, next: null }), { headers: { "Cache-Control": "no-store" } });
});
