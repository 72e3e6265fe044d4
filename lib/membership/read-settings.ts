import type { SettingsView } from "./schema";
import { settings } from "./store";

const DEFAULTS: SettingsView = { name: "FOMO Voice Club", description: "", handsEnabled: true, chatWords: [], chatLinks: true };

/** The club's settings; what no admin has set yet has its default. */
export async function readSettings(): Promise<SettingsView> {
  const row = await settings().findOne({ _id: "club" });
  return {
    name: row?.name ?? DEFAULTS.name,
    description: row?.description ?? DEFAULTS.description,
    handsEnabled: row?.handsEnabled ?? DEFAULTS.handsEnabled,
    chatWords: row?.chatWords ?? DEFAULTS.chatWords,
    chatLinks: row?.chatLinks ?? DEFAULTS.chatLinks,
  };
}
