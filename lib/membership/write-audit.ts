import { now } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { audit } from "./store";

export type AuditEntry = {
  /** `<thing>.<past participle>`, such as `member.banned`. */
  action: string;
  byId: string;
  onId?: string;
  roomId?: string;
  reason?: string;
  details?: Record<string, unknown>;
};

/** Writes one line of the audit log: every moderation and admin act, who, what, on whom, why. Never secrets. */
export async function writeAudit({ action, byId, onId, roomId, reason, details }: AuditEntry): Promise<void> {
  await audit().insertOne({ _id: newId("audit"), at: now(), action, byId, onId: onId ?? null, roomId: roomId ?? null, reason: reason ?? null, details: details ?? null });
}
