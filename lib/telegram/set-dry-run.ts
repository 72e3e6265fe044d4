import { writeAudit } from "@/lib/membership/write-audit";
import { telegramDoor } from "./store";

/** Switches between reporting only and really warning and removing; one line in the audit log. */
export async function setDryRun({ dryRun, byId }: { dryRun: boolean; byId: string }): Promise<void> {
  await telegramDoor().updateOne({ _id: "door" }, { $set: { dryRun } }, { upsert: true });
  await writeAudit({ action: "door.changed", byId, details: { dryRun } });
}
