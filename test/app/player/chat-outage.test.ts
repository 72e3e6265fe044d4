import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sendMessage } from "@/app/_player/chat-send";
import { closeChat, openChat, readChat } from "@/app/_player/chat-store";
import { catchUp, hearMessage } from "@/app/_player/chat-sync";
import { listMessages } from "@/lib/chat/list-messages";
import { closeDatabase } from "@/lib/platform/mongo";
import { say, talk } from "../../lib/chat/chat-set";
import { prepare } from "../../lib/rooms/room-set";
import { followNow } from "../../setup/members";
import { startTcpProxy, type TcpProxy } from "../../fakes/tcp-proxy";
import { DEPTH } from "../../setup/depth";
import { routeFetch } from "../../setup/route-fetch";

const AFTER_MS = 30_000;
let database: TcpProxy;

beforeAll(async () => {
  const { hostname, port, pathname } = new URL(process.env["MONGODB_URI"] ?? "");
  database = await startTcpProxy({ host: hostname, port: Number(port || 27017) });
  process.env["MONGODB_URI"] = `mongodb://127.0.0.1:${database.port}${pathname === "/" ? "" : pathname}`;
  await prepare();
});
afterEach(() => {
  closeChat();
  vi.unstubAllGlobals();
});
afterAll(async () => {
  await closeDatabase();
  await database.close();
});

const texts = () => readChat().messages.map((message) => message.text);

describe("the chat of a page", () => {
  test("behavior: while the database is away nothing is acknowledged and nothing lost: it is sent when it is back, once", async () => {
    const { roomId, ana } = await talk();
    vi.stubGlobal("fetch", routeFetch(ana));
    openChat(roomId, ana.id);
    await catchUp();
    await sendMessage({ text: "before" });
    database.cut();
    const answer = await routeFetch(ana)(`/api/rooms/${roomId}/messages`, { method: "POST", body: JSON.stringify({ text: "x", clientMsgId: "outage-probe" }) });
    expect([answer.status, ((await answer.json()) as { error: { reason: string } }).error.reason]).toEqual([503, "database_away"]);
    await sendMessage({ text: "during" });
    expect(readChat().pending).toMatchObject([{ text: "during", state: "waiting", fault: { status: 503, reason: "database_away" } }]);
    await sleep(DEPTH.outageSeconds * 1000);
    database.restore();
    // As the worker does a second later: what is known of the chain has grown old meanwhile.
    await expect.poll(() => followNow().then(() => true, () => false), { timeout: AFTER_MS }).toBe(true);
    await expect.poll(texts, { timeout: AFTER_MS }).toEqual(["before", "during"]);
    expect(readChat().pending).toEqual([]);
    expect((await listMessages({ roomId, actor: ana })).items.map(({ text }) => text)).toEqual(["before", "during"]);
  }, 120_000);

  test("behavior: an answer that is lost on its way is asked for again with the same key: one message", async () => {
    const { roomId, ana } = await talk();
    const real = routeFetch(ana);
    let losses = 2;
    vi.stubGlobal("fetch", async (path: string, init?: { method?: string; body?: string }) => {
      const response = await real(path, init);
      if (init?.method === "POST" && losses-- > 0) throw new TypeError("network");
      return response;
    });
    openChat(roomId, ana.id);
    await catchUp();
    await sendMessage({ text: "once" });
    await expect.poll(texts, { timeout: AFTER_MS }).toEqual(["once"]);
    expect((await listMessages({ roomId, actor: ana })).items).toHaveLength(1);
  });

  test("behavior: events that were missed are fetched by their numbers, in order", async () => {
    const { roomId, ana, bea } = await talk();
    vi.stubGlobal("fetch", routeFetch(ana));
    openChat(roomId, ana.id);
    await say(roomId, bea, "one");
    await catchUp();
    for (const text of ["two", "three"]) await say(roomId, bea, text);
    hearMessage(await say(roomId, bea, "four"));
    await expect.poll(texts, { timeout: AFTER_MS }).toEqual(["one", "two", "three", "four"]);
    expect(readChat()).toMatchObject({ unread: 3, heard: { text: "four" } });
  });

  test("error: what the club refuses for good comes back to its author and is not sent again", async () => {
    const { roomId, ana } = await talk();
    vi.stubGlobal("fetch", routeFetch(ana));
    openChat(roomId, ana.id);
    await expect(sendMessage({ text: "x".repeat(2_001) })).rejects.toMatchObject({ status: 422, reason: "message_too_long" });
    expect(readChat().pending).toEqual([]);
  });
});
