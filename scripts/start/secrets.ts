import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { CLUB_DIR, readJson, writeJson } from "./place";

export type LocalSecrets = { session: string; realtime: string; livekit: string };

/** The secrets of the club on this machine: random, kept, and marked so that no public club accepts them. */
export function localSecrets(dataDir = CLUB_DIR): LocalSecrets {
  const path = join(dataDir, "secrets.json");
  const kept = readJson<Partial<LocalSecrets>>(path);
  if (kept?.session && kept.realtime && kept.livekit) return { session: kept.session, realtime: kept.realtime, livekit: kept.livekit };
  const random = () => `local-${randomBytes(32).toString("hex")}`;
  const secrets = { session: random(), realtime: random(), livekit: random() };
  writeJson(path, secrets, { secret: true });
  return secrets;
}
