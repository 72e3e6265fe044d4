import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PATCH as decide } from "@/app/api/admin/reports/[reportId]/route";
import { GET as queue } from "@/app/api/admin/reports/route";
import { POST as reportRoute } from "@/app/api/rooms/[roomId]/messages/[seq]/report/route";
import { editMessage } from "@/lib/chat/edit-message";
import { countReports, listReports } from "@/lib/chat/list-reports";
import { listMessages } from "@/lib/chat/list-messages";
import { reportMessage } from "@/lib/chat/report-message";
import { resolveReport } from "@/lib/chat/resolve-report";
import { reports } from "@/lib/chat/store";
import { audit } from "@/lib/membership/store";
import { endRoom } from "@/lib/rooms/end-room";
import { startRoom } from "@/lib/rooms/start-room";
import { ask, makeMember } from "../../setup/members";
import { present } from "../../setup/present";
import { faultOf, prepare } from "../rooms/room-set";
import { say, talk } from "./chat-set";

beforeAll(prepare);
beforeEach(async () => void (await reports().deleteMany({})));

describe("reports", () => {
  test("default: reported by several, shown once with every reason, the longest waiting first", async () => {
    const { roomId, host, ana, bea } = await talk();
    const admin = await makeMember({ roles: { admin: true } });
    const [{ seq }, other] = [await say(roomId, ana, "rude words"), await say(roomId, ana, "more")];
    const report = (as: typeof ana, at: number, reason: string) => ask(reportRoute, { method: "POST", as, params: { roomId, seq: String(at) }, json: { reason } });
    expect((await report(bea, seq, "insulting")).status).toBe(201);
    await report(bea, seq, "insulting, again");
    await report(host, seq, "");
    await report(bea, other.seq, "");
    const answer = await ask(queue, { as: admin });
    expect(answer).toMatchObject({ status: 200, body: { next: null, items: [{ seq, count: 2, text: "rude words", author: { id: ana.id }, roomTitle: "Night shift", gone: false, reasons: [{ by: { id: bea.id }, reason: "insulting" }, { reason: "" }] }, { seq: other.seq, count: 1 }] } });
    expect((await ask(queue, { as: ana })).status).toBe(403);
    expect(await countReports()).toBe(2);
  });

  test("behavior: dismissed, deleted, deleted with a mute: each closes it once and stands in the log", async () => {
    const { roomId, ana, bea } = await talk();
    const admin = await makeMember({ roles: { admin: true } });
    for (const text of ["one", "two", "three"]) await reportMessage({ roomId, seq: (await say(roomId, ana, text)).seq, actor: bea, reason: "" });
    const ids = (await listReports()).map((each) => each.id);
    const act = (reportId: string | undefined, json: unknown) => ask(decide, { method: "PATCH", as: admin, params: { reportId: present(reportId) }, json });
    expect((await act(ids[0], { act: "dismiss" })).status).toBe(200);
    expect((await act(ids[1], { act: "delete" })).status).toBe(200);
    expect((await act(ids[2], { act: "mute" })).status).toBe(422);
    expect((await act(ids[2], { act: "mute", minutes: 60 })).status).toBe(200);
    expect(await act(ids[2], { act: "dismiss" })).toMatchObject({ status: 409, body: { error: { reason: "report_closed" } } });
    expect((await listMessages({ roomId, actor: bea })).items.map((each) => each.deletedBy)).toEqual([null, "moderator", "moderator"]);
    expect(await faultOf(say(roomId, ana))).toMatchObject({ reason: "muted" });
    expect(await countReports()).toBe(0);
    const acts = (await audit().find({ roomId, byId: admin.id }).toArray()).map((each) => each.action).sort();
    expect(acts).toEqual(["chat.member_muted", "message.deleted", "message.deleted", "report.dismissed"]);
  });

  test("behavior: words changed after a decision can be reported anew; a room that is over keeps its queue", async () => {
    const { roomId, host, ana, bea } = await talk();
    const admin = await makeMember({ roles: { admin: true } });
    const { seq } = await say(roomId, ana, "harmless");
    await reportMessage({ roomId, seq, actor: bea, reason: "" });
    await resolveReport({ reportId: present((await listReports())[0]).id, actor: admin, act: "dismiss" });
    await reportMessage({ roomId, seq, actor: host, reason: "" });
    expect(await countReports()).toBe(0);
    await editMessage({ roomId, seq, actor: ana, text: "harmful" });
    await startRoom({ roomId, actor: host });
    await endRoom({ roomId, actor: host });
    await reportMessage({ roomId, seq, actor: bea, reason: "" });
    const [again] = await listReports();
    expect(again).toMatchObject({ text: "harmful", count: 1 });
    await resolveReport({ reportId: present(again).id, actor: admin, act: "delete" });
    expect((await listMessages({ roomId, actor: bea })).items).toMatchObject([{ deleted: true }]);
  });

  test("error: the own message, none, a stranger's, no such report", async () => {
    const { roomId, ana, bea } = await talk();
    const { seq } = await say(roomId, ana);
    expect(await faultOf(reportMessage({ roomId, seq, actor: ana, reason: "" }))).toMatchObject({ code: "conflict", reason: "own_message" });
    expect(await faultOf(reportMessage({ roomId, seq: 9, actor: bea, reason: "" }))).toMatchObject({ reason: "no_message" });
    expect(await faultOf(reportMessage({ roomId, seq, actor: await makeMember(), reason: "" }))).toMatchObject({ reason: "not_in_room" });
    expect(await faultOf(resolveReport({ reportId: "r_none:1.0", actor: ana, act: "dismiss" }))).toMatchObject({ code: "not_found", reason: "no_report" });
  });
});
