import { z } from "zod";
import { withErrors } from "@/app/_server/with-errors";
import { listBadges } from "@/lib/badges/list-badges";
import { badgeView } from "@/lib/badges/schema";

const view = z.object({ items: z.array(badgeView), next: z.null() });

/** Every badge with what it is given for. */
export const GET = withErrors(async () => Response.json(view.parse({ items: listBadges(), next: null })));
