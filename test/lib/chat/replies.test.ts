import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { PATCH as patchOne } from "@/app/api/rooms/[roomId]/messages/[seq]/route";
import { deleteMessage } from "@/lib/chat/delete-message";
import { editMessage } from "@/lib/chat/edit-message";
import { listMessages } from "@/lib/chat/list-messages";
import { muteInChat } from "@/lib/chat/mute-in-chat";
import { shiftClock } from "@/lib/platform/clock";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { listen } from "../../setup/listen";
import { ask, makeMember } from "../../setup/members";
import { faultOf, prepare } from "../rooms/room-set";
import { clientMsgId, say, talk } from "./chat-set";

beforeAll(prepare);
afterEach(() => shiftClock(0));

describe("answers", () => {
  test("default: an answer carries who was answered and how it began, on one line", async () => {
    const { roomId, ana, bea } = await talk();
    const { seq } = await say(roomId, ana, `first\nline ${"word ".repeat(60)}`);
    const answer = await say(roomId, bea, "agreed", { replyTo: seq });
    expect(answer.reply).toMatchObject({ seq, name: ana.name });
    expect(answer.reply?.text).toMatch(/^first line word .{100,}…$/);
    expect((await listMessages({ roomId, actor: ana })).items[1]?.reply).toEqual(answer.reply);
  });

  test("behavior: what was answered and then deleted is told without its words", async () => {
    const { roomId, ana, bea } = await talk();
    const { seq } = await say(roomId, ana, "secret");
    await say(roomId, bea, "really?", { replyTo: seq });
    await deleteMessage({ roomId, seq, actor: ana });
    expect((await listMessages({ roomId, actor: bea })).items[1]?.reply).toEqual({ seq, name: ana.name, text: null });
  });

  test("error: an answer to a message that is not there", async () => {
    const { roomId, ana } = await talk();
    expect(await faultOf(say(roomId, ana, "hm", { replyTo: 7 }))).toMatchObject({ code: "not_found", reason: "no_message" });
  });
});

describe("mentions", () => {
  test("default: people of the room who are named are kept by id, once", async () => {
    const { roomId, ana, bea } = await talk();
    const { mentions } = await say(roomId, ana, `@${bea.name} look at this`, { mentions: [bea.id, bea.id] });
    expect(mentions).toEqual([{ id: bea.id, name: bea.name }]);
    expect((await listMessages({ roomId, actor: bea })).items[0]?.mentions).toEqual(mentions);
  });

  test("behavior: who is not in the room, has left, or is not named is not called", async () => {
    const { roomId, ana, bea } = await talk();
    const away = await makeMember();
    await leaveRoom({ roomId, actor: bea });
    const { mentions } = await say(roomId, ana, `@${bea.name} @${away.name} hello`, { mentions: [bea.id, away.id, ana.id] });
    expect(mentions).toEqual([]);
  });
});

describe("editMessage", () => {
  test("default: the words change, everybody hears it, and it shows that it was changed", async () => {
    const { roomId, ana, bea } = await talk();
    const room = await listen({ channels: [`private-room-${roomId}`] });
    const { seq } = await say(roomId, ana, "helo");
    const answer = await ask(patchOne, { method: "PATCH", as: ana, params: { roomId, seq: String(seq) }, json: { text: `hello @${bea.name}`, mentions: [bea.id] } });
    expect(answer).toMatchObject({ status: 200, body: { seq, text: `hello @${bea.name}`, mentions: [{ id: bea.id }] } });
    expect((answer.body as { editedAt: string | null }).editedAt).not.toBeNull();
    expect(await room.wait("message.edited")).toMatchObject({ seq, message: answer.body });
    await editMessage({ roomId, seq, actor: ana, text: `hello @${bea.name}`, mentions: [bea.id] });
    expect(room.named("message.edited")).toHaveLength(1);
    room.close();
  });

  test("error: somebody else's, none, a deleted one, after five minutes", async () => {
    const { roomId, host, ana, bea } = await talk();
    const [mine, gone] = [await say(roomId, ana), await say(roomId, ana)];
    const edit = (seq: number, actor = ana, text = "other") => faultOf(editMessage({ roomId, seq, actor, text }));
    await deleteMessage({ roomId, seq: gone.seq, actor: host });
    expect(await edit(mine.seq, bea)).toMatchObject({ code: "forbidden", reason: "not_author" });
    expect(await edit(99)).toMatchObject({ code: "not_found", reason: "no_message" });
    expect(await edit(gone.seq)).toMatchObject({ reason: "no_message" });
    shiftClock(5 * 60_000 + 1_000);
    expect(await edit(mine.seq)).toMatchObject({ code: "conflict", reason: "change_too_late" });
  });

  test("error: what may not be written may not be written by changing either", async () => {
    const { roomId, host, ana, bea } = await talk();
    const { seq } = await say(roomId, ana);
    expect(await faultOf(editMessage({ roomId, seq, actor: ana, text: " " }))).toMatchObject({ code: "invalid", reason: "message_empty" });
    const other = await say(roomId, bea);
    await leaveRoom({ roomId, actor: bea });
    expect(await faultOf(editMessage({ roomId, seq: other.seq, actor: bea, text: "x" }))).toMatchObject({ reason: "not_in_room" });
    await muteInChat({ roomId, memberId: ana.id, actor: host, minutes: 5 });
    expect(await faultOf(editMessage({ roomId, seq, actor: ana, text: "x" }))).toMatchObject({ code: "forbidden", reason: "muted" });
  });

  test("behavior: a change and a deletion at once end as a deletion", async () => {
    const { roomId, host, ana } = await talk();
    const { seq } = await say(roomId, ana);
    await Promise.allSettled([editMessage({ roomId, seq, actor: ana, text: "other" }), deleteMessage({ roomId, seq, actor: host })]);
    expect((await listMessages({ roomId, actor: ana })).items).toMatchObject([{ deleted: true, text: null }]);
    expect(await faultOf(say(roomId, ana, "again", { replyTo: seq, clientMsgId: clientMsgId() }).then(() => editMessage({ roomId, seq, actor: ana, text: "late" })))).toMatchObject({ reason: "no_message" });
  });
});
