import { withAdmin } from "@/app/_server/with-member";
import { listAdmins } from "@/lib/membership/list-admins";
import { clubAdminsView } from "@/lib/membership/schema";

/** Owner and admins as the contract lists them, and whether the club counts them already. */
export const GET = withAdmin(async () => Response.json(clubAdminsView.parse({ items: await listAdmins(), next: null }), { headers: { "Cache-Control": "no-store" } }));
