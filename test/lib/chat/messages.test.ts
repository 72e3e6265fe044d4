import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET as getMessages, POST as postMessages } from "@/app/api/rooms/[roomId]/messages/route";
import { DELETE as deleteOne } from "@/app/api/rooms/[roomId]/messages/[seq]/route";
import { deleteMessage } from "@/lib/chat/delete-message";
import { listMessages } from "@/lib/chat/list-messages";
import { postMessage } from "@/lib/chat/post-message";
import { messages } from "@/lib/chat/store";
import { audit } from "@/lib/membership/store";
import { shiftClock } from "@/lib/platform/clock";
import { banMember } from "@/lib/rooms/ban-member";
import { claimChatSeq } from "@/lib/rooms/claim-chat-seq";
import { endRoom } from "@/lib/rooms/end-room";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { listen } from "../../setup/listen";
import { ask, makeMember } from "../../setup/members";
import { faultOf, makeRoom, prepare, seat } from "../rooms/room-set";
import { present } from "../../setup/present";
import { clientMsgId, say, talk } from "./chat-set";

beforeAll(prepare);
afterEach(() => shiftClock(0));

describe("postMessage", () => {
  /** One room for all that is refused there. */
  let quiet: Awaited<ReturnType<typeof talk>> | undefined;

  test("default: a number in the room, and everybody but the sender's connection hears it", async () => {
    const { roomId, ana } = await talk();
    const channels = [`private-room-${roomId}`];
    const [own, other] = [await listen({ channels }), await listen({ channels })];
    const answer = await ask(postMessages, { method: "POST", as: ana, params: { roomId }, json: { text: " hi\nthere ", clientMsgId: clientMsgId() }, headers: { "x-socket-id": own.socketId } });
    expect(answer).toMatchObject({ status: 201, body: { seq: 1, text: "hi\nthere", from: { id: ana.id, name: ana.name }, deleted: false } });
    expect(await other.wait("message.created")).toMatchObject({ seq: 1, message: answer.body });
    await say(roomId, ana, "second");
    await own.wait("message.created", (data: { seq: number }) => data.seq === 2);
    expect(own.named("message.created")).toHaveLength(1);
    own.close();
    other.close();
  });

  test("behavior: the same clientMsgId is one message, also at once, and no number is left open", async () => {
    const { roomId, ana, bea } = await talk();
    const id = clientMsgId();
    const all = await Promise.all(Array.from({ length: 8 }, () => postMessage({ roomId, actor: ana, text: "once", clientMsgId: id })));
    expect(new Set(all.map((each) => each.seq)).size).toBe(1);
    expect(await postMessage({ roomId, actor: ana, text: "other words", clientMsgId: id })).toMatchObject({ seq: all[0]?.seq, text: "once" });
    expect((await postMessage({ roomId, actor: bea, text: "mine", clientMsgId: id })).from?.id).toBe(bea.id);
    const { items } = await listMessages({ roomId, actor: ana });
    expect(items.filter((each) => each.text === "once")).toHaveLength(1);
    expect(items.map((each) => each.seq)).toEqual(items.map((_, index) => index + 1));
  });

  test("behavior: many at once are numbered without doubles and without gaps", async () => {
    const { roomId, ana, bea } = await talk();
    const sent = await Promise.all(Array.from({ length: 60 }, (_, index) => say(roomId, index % 2 ? ana : bea, `message ${index}`)));
    expect(sent.map((each) => each.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    const { items } = await listMessages({ roomId, actor: ana });
    expect(new Map(items.map((each) => [each.seq, each.text]))).toEqual(new Map(sent.map((each) => [each.seq, each.text])));
  });

  test("behavior: the longest message is heard, by its text or by its number", async () => {
    const { roomId, ana } = await talk();
    const room = await listen({ channels: [`private-room-${roomId}`] });
    await say(roomId, ana, "я".repeat(2000));
    expect(await room.wait("message.created")).toMatchObject({ seq: 1, message: { text: "я".repeat(2000) } });
    await say(roomId, ana, "\n\u{1F600}".repeat(500).trim());
    const quoted = `${'"'.repeat(1000)}${"\u{20000}".repeat(500)}`;
    await say(roomId, ana, `${"漢".repeat(1000)}${"\\".repeat(1000)}`);
    await say(roomId, ana, quoted);
    await room.wait("message.created", (data: { seq: number }) => data.seq === 4);
    expect((await listMessages({ roomId, actor: ana })).items[3]).toMatchObject({ text: quoted, deleted: false });
    room.close();
  });

  test.each([
    ["nothing", "", "message_empty"],
    ["only space", "  \n ", "message_empty"],
    ["only what nobody sees", "\u200b\u2060\u3164", "message_empty"],
    ["one character too many", "x".repeat(2001), "message_too_long"],
    ["one emoji too many", "\u{1F600}".repeat(2001), "message_too_long"],
    ["a zero byte", "a\u0000b", "message_characters"],
    ["an escape", "a\u001b[31mb", "message_characters"],
    ["half a pair", "a\ud83d b", "message_characters"],
  ])("error: %s is refused with its reason", async (_, text, reason) => {
    quiet ??= await talk();
    expect(await faultOf(say(quiet.roomId, quiet.ana, text))).toMatchObject({ code: "invalid", reason });
  });

  test("error: what does not fit the form is 422 with its issues, what does not fit the rules 422 with its reason", async () => {
    const { roomId, ana } = await talk();
    const send = (json: object) => ask(postMessages, { method: "POST", as: ana, params: { roomId }, json: { clientMsgId: clientMsgId(), ...json } });
    expect(await send({ text: 5 })).toMatchObject({ status: 422, body: { error: { code: "invalid", issues: [{ path: "text" }] } } });
    expect(await send({ text: "ok", clientMsgId: "has space in" })).toMatchObject({ status: 422, body: { error: { issues: [{ path: "clientMsgId" }] } } });
    expect(await send({ text: "ok", replyTo: 0 })).toMatchObject({ status: 422, body: { error: { issues: [{ path: "replyTo" }] } } });
    expect(await send({ text: "ok", mentions: ["somebody"] })).toMatchObject({ status: 422, body: { error: { issues: [{ path: "mentions.0" }] } } });
    expect(await send({ text: " " })).toMatchObject({ status: 422, body: { error: { code: "invalid", reason: "message_empty" } } });
  });

  test("behavior: a script is words like any others, kept letter by letter", async () => {
    const { roomId, ana } = await talk();
    const text = `<script>alert("1")</script> <img src=x onerror=alert(1)> {{7*7}} $ne`;
    expect((await say(roomId, ana, text)).text).toBe(text);
    expect((await listMessages({ roomId, actor: ana })).items).toMatchObject([{ text }]);
  });

  test("error: a body above 10 kB is 413, another type 415; the longest text of 8 kB passes", async () => {
    const { roomId, ana } = await talk();
    const send = (headers: Record<string, string>, text: string) => ask(postMessages, { method: "POST", as: ana, params: { roomId }, json: { text, clientMsgId: clientMsgId() }, headers });
    const frame = JSON.stringify({ text: "", clientMsgId: clientMsgId() }).length;
    expect(await send({}, "x".repeat(10 * 1024 - frame + 1))).toMatchObject({ status: 413, body: { error: { code: "too_large", reason: "body_too_large" } } });
    expect((await send({ "content-type": "text/plain" }, "x")).status).toBe(415);
    expect((await send({}, "\u{1F600}".repeat(2000))).status).toBe(201);
  });

  test("error: not in the room, left, banned, room over", async () => {
    const { roomId, host, ana, bea } = await talk();
    expect(await faultOf(say(roomId, await makeMember()))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
    await leaveRoom({ roomId, actor: bea });
    expect(await faultOf(say(roomId, bea))).toMatchObject({ reason: "not_in_room" });
    await banMember({ roomId, memberId: ana.id, actor: host, reason: "r", minutes: null });
    expect(await faultOf(say(roomId, ana))).toMatchObject({ reason: "banned_from_room" });
    const { roomId: other, host: otherHost } = await makeRoom();
    const [cat] = await seat(other, 1);
    await endRoom({ roomId: other, actor: otherHost });
    expect(await faultOf(say(other, present(cat)))).toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "ended" } });
  });

  test("error: an id that was used in another room is 409", async () => {
    const { roomId, ana } = await talk();
    const other = await talk();
    const { takeSeat } = await import("@/lib/rooms/take-seat");
    await takeSeat({ roomId: other.roomId, actor: ana });
    const id = clientMsgId();
    await postMessage({ roomId, actor: ana, text: "here", clientMsgId: id });
    expect(await faultOf(postMessage({ roomId: other.roomId, actor: ana, text: "there", clientMsgId: id }))).toMatchObject({ code: "conflict", reason: "client_msg_id_used" });
  });

  test("error: the sixth message in ten seconds is 429", async () => {
    const { roomId, ana } = await talk();
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1) statuses.push((await ask(postMessages, { method: "POST", as: ana, params: { roomId }, json: { text: "x", clientMsgId: clientMsgId() } })).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe("listMessages", () => {
  test("default: the last hundred; forward and backward pages meet without doubles", async () => {
    const { roomId, ana } = await talk();
    for (let index = 0; index < 230; index += 10) await Promise.all(Array.from({ length: 10 }, (_, each) => say(roomId, ana, `m${index + each}`)));
    const last = await listMessages({ roomId, actor: ana });
    expect(last.items.map((each) => each.seq)).toEqual(Array.from({ length: 100 }, (_, index) => 131 + index));
    expect(last.next).toBe("131");
    const older = await listMessages({ roomId, actor: ana, before: Number(last.next) });
    expect([older.items[0]?.seq, older.items.at(-1)?.seq, older.next]).toEqual([31, 130, "31"]);
    const first = await listMessages({ roomId, actor: ana, before: 31 });
    expect([first.items.length, first.next]).toEqual([30, null]);
    const answer = await ask(getMessages, { as: ana, params: { roomId }, query: { after: "100" } });
    const forward = answer.body as { items: { seq: number }[]; next: string | null };
    expect([forward.items[0]?.seq, forward.items.at(-1)?.seq, forward.next]).toEqual([101, 200, "200"]);
    expect((await listMessages({ roomId, actor: ana, after: 230 })).items).toEqual([]);
  });

  test("behavior: a number whose message never came is a tombstone after 5 seconds, not before", async () => {
    const { roomId, ana } = await talk();
    await say(roomId, ana, "one");
    await claimChatSeq({ roomId });
    await say(roomId, ana, "three");
    expect((await listMessages({ roomId, actor: ana, after: 0 })).items.map((each) => each.seq)).toEqual([1, 3]);
    shiftClock(6_000);
    expect((await listMessages({ roomId, actor: ana, after: 0 })).items).toMatchObject([{ seq: 1 }, { seq: 2, text: null, from: null, deleted: true }, { seq: 3, text: "three" }]);
  });

  test("behavior: when the room is over, those who were in it may read on; others may not", async () => {
    const { roomId, host } = await makeRoom();
    const [ana] = await seat(roomId, 1);
    await say(roomId, present(ana), "remember this");
    await endRoom({ roomId, actor: host });
    expect((await listMessages({ roomId, actor: present(ana) })).items).toMatchObject([{ text: "remember this" }]);
    expect((await listMessages({ roomId, actor: host })).items).toHaveLength(1);
    expect(await faultOf(listMessages({ roomId, actor: await makeMember() }))).toMatchObject({ code: "forbidden", reason: "not_in_room" });
  });
});

describe("deleteMessage", () => {
  test("default: its author wipes it; the number stays and everybody is told", async () => {
    const { roomId, ana } = await talk();
    const room = await listen({ channels: [`private-room-${roomId}`] });
    const { seq } = await say(roomId, ana, "oops");
    expect((await ask(deleteOne, { method: "DELETE", as: ana, params: { roomId, seq: String(seq) } })).status).toBe(200);
    await deleteMessage({ roomId, seq, actor: ana });
    expect(await room.wait("message.deleted")).toMatchObject({ seq, by: "author" });
    expect((await listMessages({ roomId, actor: ana })).items).toMatchObject([{ seq, text: null, deleted: true }]);
    expect((await messages().findOne({ _id: `${roomId}:${seq}` }))?.text).toBe("");
    expect(room.named("message.deleted")).toHaveLength(1);
    room.close();
  });

  test("behavior: a moderator takes it out of sight, with a line in the audit log", async () => {
    const { roomId, host, ana } = await talk();
    const { seq } = await say(roomId, ana, "spam");
    await deleteMessage({ roomId, seq, actor: host });
    expect((await listMessages({ roomId, actor: ana })).items).toMatchObject([{ seq, text: null, deleted: true }]);
    expect(await audit().findOne({ roomId, action: "message.deleted" })).toMatchObject({ byId: host.id, onId: ana.id, details: { seq } });
  });

  test("behavior: an author has five minutes, a moderator any time", async () => {
    const { roomId, host, ana } = await talk();
    const [{ seq }, other] = [await say(roomId, ana), await say(roomId, ana)];
    shiftClock(5 * 60_000 + 1_000);
    expect(await faultOf(deleteMessage({ roomId, seq, actor: ana }))).toMatchObject({ code: "conflict", reason: "change_too_late" });
    await deleteMessage({ roomId, seq: other.seq, actor: host });
    expect((await listMessages({ roomId, actor: ana })).items).toMatchObject([{ deleted: false }, { deletedBy: "moderator" }]);
  });

  test("error: somebody else's, none, not in the room", async () => {
    const { roomId, ana, bea } = await talk();
    const { seq } = await say(roomId, ana);
    expect(await faultOf(deleteMessage({ roomId, seq, actor: bea }))).toMatchObject({ code: "forbidden", reason: "not_author" });
    expect(await faultOf(deleteMessage({ roomId, seq: 99, actor: ana }))).toMatchObject({ code: "not_found", reason: "no_message" });
    expect(await faultOf(deleteMessage({ roomId, seq, actor: await makeMember() }))).toMatchObject({ reason: "not_in_room" });
  });
});
