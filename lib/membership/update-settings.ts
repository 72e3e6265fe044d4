import type { z } from "zod";
import { readSettings } from "./read-settings";
import type { SettingsView, settingsInput } from "./schema";
import { settings } from "./store";
import { writeAudit } from "./write-audit";

/** Changes the given settings and leaves the rest; one line in the audit log with what was given. */
export async function updateSettings({ change, byId }: { change: z.infer<typeof settingsInput>; byId: string }): Promise<SettingsView> {
  if (Object.keys(change).length > 0) {
    await settings().updateOne({ _id: "club" }, { $set: change }, { upsert: true });
    await writeAudit({ action: "settings.changed", byId, details: change });
  }
  return readSettings();
}
