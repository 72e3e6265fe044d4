import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import type { Actor } from "@/lib/rooms/rules";
import { deleteMessage } from "./delete-message";
import { muteInChat } from "./mute-in-chat";
import type { ReportAct } from "./schema";
import { reports } from "./store";

/**
 * Decides on a reported message: nothing is wrong with it, it is deleted, or it is deleted and its author muted in
 * that room. The acts come before the closing, and each is harmless twice: a crash between them leaves the report open.
 * @throws ClubError not_found (`no_report`); conflict (`report_closed`); forbidden (`moderator_required`,
 *   `protected_member`)
 */
export async function resolveReport({ reportId, actor, ...act }: { reportId: string; actor: Actor } & ReportAct): Promise<void> {
  const report = await reports().findOne({ _id: reportId });
  if (!report) throw new ClubError("not_found", "There is no such report.", { reason: "no_report" });
  const { roomId, seq, authorId } = report;
  if (report.state === "closed") throw closedAlready();
  if (act.act === "mute") await muteInChat({ roomId, memberId: authorId, actor, minutes: act.minutes });
  if (act.act !== "dismiss") await deleteMessage({ roomId, seq, actor });
  const closed = await reports().updateOne({ _id: reportId, state: "open" }, { $set: { state: "closed", closedAt: now(), closedById: actor.id, outcome: act.act } });
  if (closed.modifiedCount === 0) throw closedAlready();
  if (act.act === "dismiss") await writeAudit({ action: "report.dismissed", byId: actor.id, onId: authorId, roomId, details: { seq } });
}

const closedAlready = (): ClubError => new ClubError("conflict", "Somebody decided on this report already.", { reason: "report_closed" });
