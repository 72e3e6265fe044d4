import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { doorInput, doorView } from "@/lib/telegram/schema";
import { setDryRun } from "@/lib/telegram/set-dry-run";
import { viewDoor } from "@/lib/telegram/view-door";

export const GET = withAdmin(async () => Response.json(doorView.parse(await viewDoor())));

export const PATCH = withAdmin(async ({ request, viewer }) => {
  const { dryRun } = await parseJson(request, doorInput);
  await setDryRun({ dryRun, byId: viewer.id });
  return Response.json(doorView.parse(await viewDoor()));
});
