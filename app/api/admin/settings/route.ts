import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";
import { readSettings } from "@/lib/membership/read-settings";
import { settingsInput, settingsView } from "@/lib/membership/schema";
import { updateSettings } from "@/lib/membership/update-settings";

export const GET = withAdmin(async () => Response.json(settingsView.parse(await readSettings())));

export const PATCH = withAdmin(async ({ request, viewer }) => {
  const change = await parseJson(request, settingsInput);
  return Response.json(settingsView.parse(await updateSettings({ change, byId: viewer.id })));
});
