import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET as getChat, PATCH as patchChat } from "@/app/api/rooms/[roomId]/chat/route";
import { DELETE as unmuteRoute, POST as muteRoute } from "@/app/api/rooms/[roomId]/chat/mute/[memberId]/route";
import { DELETE as unpinRoute, POST as pinRoute } from "@/app/api/rooms/[roomId]/messages/[seq]/pin/route";
import { deleteMessage } from "@/lib/chat/delete-message";
import { muteInChat } from "@/lib/chat/mute-in-chat";
import { pinMessage } from "@/lib/chat/pin-message";
import { readChat } from "@/lib/chat/read-chat";
import { setSlowMode } from "@/lib/chat/set-slow-mode";
import { audit, settings } from "@/lib/membership/store";
import { updateSettings } from "@/lib/membership/update-settings";
import { shiftClock } from "@/lib/platform/clock";
import { takeSeat } from "@/lib/rooms/take-seat";
import { DEPTH } from "../../setup/depth";
import { listen } from "../../setup/listen";
import { ask, makeMember } from "../../setup/members";
import { faultOf, prepare } from "../rooms/room-set";
import { clientMsgId, say, talk } from "./chat-set";

beforeAll(prepare);
afterEach(() => shiftClock(0));

describe("slow mode", () => {
  test("default: one message per pause for members, any number for moderators", async () => {
    const { roomId, host, ana } = await talk();
    const room = await listen({ channels: [`private-room-${roomId}`] });
    expect(await ask(patchChat, { method: "PATCH", as: host, params: { roomId }, json: { slowModeSeconds: 30 } })).toMatchObject({ status: 200, body: { slowModeSeconds: 30 } });
    expect(await room.wait("chat.changed")).toMatchObject({ slowModeSeconds: 30 });
    await say(roomId, ana);
    expect(await faultOf(say(roomId, ana))).toMatchObject({ code: "rate_limited", reason: "slow_mode" });
    await takeSeat({ roomId, actor: host });
    await say(roomId, host);
    await say(roomId, host);
    shiftClock(31_000);
    await say(roomId, ana);
    expect(await audit().findOne({ roomId, action: "chat.slow_mode_set" })).toMatchObject({ byId: host.id, details: { slowModeSeconds: 30 } });
    room.close();
  });

  test("behavior: of many at once one passes; the same message again is not held back", async () => {
    const { roomId, host, ana } = await talk();
    await setSlowMode({ roomId, actor: host, slowModeSeconds: 60 });
    const sent = await Promise.allSettled(Array.from({ length: DEPTH.racers }, () => say(roomId, ana)));
    expect(sent.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    const id = clientMsgId();
    shiftClock(61_000);
    const twice = await Promise.all([say(roomId, ana, "once", { clientMsgId: id }), say(roomId, ana, "once", { clientMsgId: id })]);
    expect(twice[0]?.seq).toBe(twice[1]?.seq);
    expect((await say(roomId, ana, "once", { clientMsgId: id })).seq).toBe(twice[0]?.seq);
  });

  test("error: more than a minute, not a moderator", async () => {
    const { roomId, host, ana } = await talk();
    expect((await ask(patchChat, { method: "PATCH", as: host, params: { roomId }, json: { slowModeSeconds: 61 } })).status).toBe(422);
    expect(await ask(patchChat, { method: "PATCH", as: ana, params: { roomId }, json: { slowModeSeconds: 5 } })).toMatchObject({ status: 403, body: { error: { reason: "moderator_required" } } });
  });
});

describe("mute in the chat", () => {
  test("default: they cannot write until it ends by itself, and are told so", async () => {
    const { roomId, host, ana } = await talk();
    const own = await listen({ memberId: ana.id });
    expect(await ask(muteRoute, { method: "POST", as: host, params: { roomId, memberId: ana.id }, json: { minutes: 10 } })).toMatchObject({ status: 200, body: { mutedUntil: expect.any(String) } });
    expect(await own.wait("chat.muted")).toMatchObject({ roomId, until: expect.any(String) });
    const fault = await faultOf(say(roomId, ana));
    expect(fault).toMatchObject({ code: "forbidden", reason: "muted" });
    expect((await readChat({ roomId, actor: ana })).mutedUntil).toBe(fault.details?.["until"]);
    expect((await readChat({ roomId, actor: host })).muted).toEqual([{ memberId: ana.id, until: fault.details?.["until"] }]);
    shiftClock(10 * 60_000 + 1_000);
    await say(roomId, ana, "back");
    expect((await readChat({ roomId, actor: ana })).mutedUntil).toBeNull();
    own.close();
  });

  test("behavior: a moderator ends it before its time; both acts stand in the log", async () => {
    const { roomId, host, ana, bea } = await talk();
    await muteInChat({ roomId, memberId: ana.id, actor: host, minutes: 1_440 });
    expect((await ask(unmuteRoute, { method: "DELETE", as: host, params: { roomId, memberId: ana.id } })).status).toBe(200);
    await say(roomId, ana);
    await ask(unmuteRoute, { method: "DELETE", as: host, params: { roomId, memberId: bea.id } });
    const acts = await audit().find({ roomId }).toArray();
    expect(acts.filter((act) => act.action.startsWith("chat.")).map((act) => [act.action, act.onId])).toEqual([["chat.member_muted", ana.id], ["chat.member_unmuted", ana.id]]);
  });

  test("error: the host, oneself, nobody, as a member, too long", async () => {
    const { roomId, host, ana, bea } = await talk();
    const mute = (actor: typeof ana, memberId: string, minutes = 5) => faultOf(muteInChat({ roomId, memberId, actor, minutes }));
    expect(await mute(ana, bea.id)).toMatchObject({ reason: "moderator_required" });
    expect(await mute(host, host.id)).toMatchObject({ reason: "protected_member" });
    expect(await mute(host, (await makeMember()).id.replace(/.$/, "_").replace("_", "0"))).toMatchObject({ code: "not_found", reason: "no_member" });
    expect((await ask(muteRoute, { method: "POST", as: host, params: { roomId, memberId: ana.id }, json: { minutes: 1_441 } })).status).toBe(422);
  });
});

describe("pin", () => {
  test("default: one pin, told to the room, in the answer for those who come later", async () => {
    const { roomId, host, ana } = await talk();
    const room = await listen({ channels: [`private-room-${roomId}`] });
    const { seq } = await say(roomId, ana, "questions: https://example.org/q");
    expect((await ask(pinRoute, { method: "POST", as: host, params: { roomId, seq: String(seq) } })).status).toBe(200);
    const pinned = { seq, name: ana.name, text: "questions: https://example.org/q" };
    expect(await room.wait("chat.changed")).toMatchObject({ pinned });
    expect(await ask(getChat, { as: ana, params: { roomId } })).toMatchObject({ status: 200, body: { pinned, slowModeSeconds: 0, mutedUntil: null, muted: [] } });
    expect((await ask(unpinRoute, { method: "DELETE", as: host, params: { roomId, seq: String(seq) } })).status).toBe(200);
    expect((await readChat({ roomId, actor: ana })).pinned).toBeNull();
    room.close();
  });

  test("behavior: a pinned message that is deleted is no pin", async () => {
    const { roomId, host, ana } = await talk();
    const { seq } = await say(roomId, ana);
    await pinMessage({ roomId, seq, actor: host });
    await deleteMessage({ roomId, seq, actor: ana });
    expect((await readChat({ roomId, actor: ana })).pinned).toBeNull();
  });

  test("error: not a moderator, no such message, a stranger reads", async () => {
    const { roomId, host, ana } = await talk();
    const { seq } = await say(roomId, ana);
    expect(await faultOf(pinMessage({ roomId, seq, actor: ana }))).toMatchObject({ reason: "moderator_required" });
    expect(await faultOf(pinMessage({ roomId, seq: 50, actor: host }))).toMatchObject({ reason: "no_message" });
    expect(await faultOf(readChat({ roomId, actor: await makeMember() }))).toMatchObject({ reason: "not_in_room" });
  });
});

describe("filter of words and links", () => {
  afterEach(async () => void (await settings().deleteMany({})));

  test("default: a listed word stops the message before it has a number; its author is told which", async () => {
    const { roomId, ana } = await talk();
    await updateSettings({ change: { chatWords: ["airdrop", "спам*"] }, byId: ana.id });
    expect(await faultOf(say(roomId, ana, "Free AIR\u200bDROP!"))).toMatchObject({ code: "forbidden", reason: "word_filtered", details: { word: "airdrop" } });
    expect(await faultOf(say(roomId, ana, "Это спамеры"))).toMatchObject({ reason: "word_filtered" });
    expect((await say(roomId, ana, "airdrops are not the word")).seq).toBe(1);
  });

  test("behavior: where links are off, moderators may post them and members may not", async () => {
    const { roomId, host, ana } = await talk();
    await updateSettings({ change: { chatLinks: false }, byId: host.id });
    for (const text of ["https://example.org", "look at www.example.org", "t.me/club", "buy at cheap-pass.xyz now"]) expect(await faultOf(say(roomId, ana, text))).toMatchObject({ code: "forbidden", reason: "links_off" });
    await say(roomId, ana, "end.Then we go on, e.g. v1.2.3");
    await takeSeat({ roomId, actor: host });
    await say(roomId, host, "https://example.org");
  });
});
