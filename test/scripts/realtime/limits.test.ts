import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { next, onlyOwnServer, startRealtime, subscribed } from "./clients";

let realtime: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  realtime = await startRealtime({ activityTimeoutSeconds: 1, pongTimeoutSeconds: 1 });
});
afterAll(() => realtime.close());

const statusOf = (request: Promise<unknown>): Promise<number> => request.then(() => 200, (error: { status: number }) => error.status);

test("default: an event of exactly 10 kB passes", async () => {
  const channel = await subscribed(realtime.connect(), "private-large");
  const heard = next<string>(channel, "large");
  expect(await statusOf(realtime.publisher.trigger("private-large", "large", "x".repeat(10_240)))).toBe(200);
  expect(await heard).toHaveLength(10_240);
});

test("error: data over 10 kB answers 413, alone and in a batch, and none of the batch is sent", async () => {
  const data = "x".repeat(10_241);
  expect(await statusOf(realtime.publisher.trigger("private-large", "large", data))).toBe(413);
  const status = await statusOf(realtime.publisher.triggerBatch([{ channel: "private-large", name: "small", data: "1" }, { channel: "private-large", name: "large", data }]));
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

test("error: eleven events in one batch answer 400", async (context) => {
  onlyOwnServer(context);
  const batch = Array.from({ length: 11 }, () => ({ channel: "private-a", name: "n", data: {} }));
  expect(await statusOf(realtime.publisher.triggerBatch(batch))).toBe(400);
});

test("error: a wrong secret, key or app is refused", async () => {
  for (const other of [{ secret: "other" }, { key: "other" }, { appId: "other" }]) expect([400, 401, 403, 404]).toContain(await statusOf(realtime.publisherAs(other).trigger("private-a", "n", {})));
});

test("error: a changed body does not fit its signature", async () => {
  const body = JSON.stringify({ name: "n", channel: "private-a", data: "{}" });
  const query = realtime.publisher.createSignedQueryString({ method: "POST", path: `/apps/${realtime.app.appId}/events`, body, params: {} });
  const address = realtime.socketUrl(7).replace(/^ws/, "http").replace(/\/app\/.*$/, "").replace(/\/\/ws-([\w-]+)\.pusher/, "//api-$1.pusher");
  const response = await fetch(`${address}/apps/${realtime.app.appId}/events?${query}`, { method: "POST", body: body.replace("private-a", "private-b") });
  expect(response.status).toBe(401);
});

test("error: an unknown key closes with 4001 and the client gives up", async () => {
  const client = realtime.connect({ key: "nobody" });
  const fault = await next<{ error: { data: { code: number } } }>(client.connection, "error");
  expect(fault.error.data.code).toBe(4001);
  expect(client.connection.state).toBe("disconnected");
});

test("error: another protocol version closes with 4007", async (context) => {
  onlyOwnServer(context);
  const socket = new WebSocket(realtime.socketUrl(5));
  expect(await new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)))).toBe(4007);
});

test("behavior: a silent connection is pinged, and closed with 4201 when no pong comes", async (context) => {
  onlyOwnServer(context);
  const socket = new WebSocket(realtime.socketUrl(7));
  const events: string[] = [];
  socket.addEventListener("message", ({ data }) => events.push((JSON.parse(String(data)) as { event: string }).event));
  const code = await new Promise((resolve) => socket.addEventListener("close", (event) => resolve(event.code)));
  expect(code).toBe(4201);
  expect(events).toEqual(["pusher:connection_established", "pusher:ping", "pusher:error"]);
});

test("behavior: the official client keeps a silent connection alive by itself", async () => {
  const client = realtime.connect();
  const channel = await subscribed(client, "private-quiet");
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  const heard = next(channel, "still", 1_000);
  await realtime.publisher.trigger("private-quiet", "still", {});
  await heard;
  expect(client.connection.state).toBe("connected");
});

test("error: an upgrade to an address that is none is closed, and the server goes on", async (context) => {
  onlyOwnServer(context);
  const port = Number(new URL(realtime.socketUrl(7)).port);
  const socket = connect(port, "127.0.0.1");
  socket.write("GET // HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
  expect(String((await once(socket, "data"))[0])).toContain("101 Switching Protocols");
  socket.destroy();
  const channel = await subscribed(realtime.connect(), "private-after");
  const heard = next<string>(channel, "still");
  await realtime.publisher.trigger("private-after", "still", "there");
  expect(await heard).toBe("there");
});
