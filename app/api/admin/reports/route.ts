import { z } from "zod";
import { withAdmin } from "@/app/_server/with-member";
import { listReports } from "@/lib/chat/list-reports";
import { reportView } from "@/lib/chat/schema";

export const GET = withAdmin(async () => Response.json({ items: z.array(reportView).parse(await listReports()), next: null }));
