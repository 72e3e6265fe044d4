import { afterAll, beforeAll, expect, test } from "vitest";
import { next, onlyOwnServer, startRealtime, subscribed } from "./clients";

let realtime: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  realtime = await startRealtime();
});
afterAll(() => realtime.close());

test("default: an event reaches everyone on a private channel", async () => {
  const [one, two] = await Promise.all([subscribed(realtime.connect(), "private-room-1"), subscribed(realtime.connect(), "private-room-1")]);
  const heard = Promise.all([next(one, "message.created"), next(two, "message.created")]);
  const response = await realtime.publisher.trigger("private-room-1", "message.created", { seq: 1, text: "Привет 👋" });
  expect(response.status).toBe(200);
  expect(await heard).toEqual([{ seq: 1, text: "Привет 👋" }, { seq: 1, text: "Привет 👋" }]);
});

test("behavior: one event goes to several channels, a batch carries several events", async () => {
  const client = realtime.connect();
  const [a, b] = await Promise.all([subscribed(client, "private-a"), subscribed(client, "private-b")]);
  const both = Promise.all([next(a, "one"), next(b, "one")]);
  await realtime.publisher.trigger(["private-a", "private-b"], "one", { n: 1 });
  expect(await both).toEqual([{ n: 1 }, { n: 1 }]);
  const batch = Promise.all([next(a, "two"), next(b, "three")]);
  await realtime.publisher.triggerBatch([
    { channel: "private-a", name: "two", data: { n: 2 } },
    { channel: "private-b", name: "three", data: { n: 3 } },
  ]);
  expect(await batch).toEqual([{ n: 2 }, { n: 3 }]);
});

test("behavior: the connection that caused an event does not hear it", async () => {
  const sender = realtime.connect();
  const [own, other] = await Promise.all([subscribed(sender, "private-x"), subscribed(realtime.connect(), "private-x")]);
  const heardBySender: unknown[] = [];
  own.bind_global((event: string, data: unknown) => heardBySender.push([event, data]));
  const first = next(other, "first");
  await realtime.publisher.trigger("private-x", "first", {}, { socket_id: sender.connection.socket_id });
  await first;
  const second = Promise.all([next(own, "second"), next(other, "second")]);
  await realtime.publisher.trigger("private-x", "second", {});
  await second;
  expect(heardBySender.map((entry) => (entry as [string])[0])).toEqual(["second"]);
});

test("behavior: after leaving a channel nothing comes from it", async () => {
  const client = realtime.connect();
  const channel = await subscribed(client, "private-left");
  const heard: string[] = [];
  channel.bind_global((event: string) => heard.push(event));
  client.unsubscribe("private-left");
  await expect.poll(async () => (await (await realtime.publisher.get({ path: "/channels/private-left" })).json()) as unknown).toEqual({ occupied: false });
  await realtime.publisher.trigger("private-left", "late", {});
  await subscribed(client, "private-after");
  expect(heard).toEqual([]);
});

test("behavior: occupied channels are listed, by prefix and with counts", async (context) => {
  onlyOwnServer(context);
  await Promise.all([subscribed(realtime.connect(), "private-list-1"), subscribed(realtime.connect(), "private-list-1"), subscribed(realtime.connect(), "private-list-2")]);
  const response = await realtime.publisher.get({ path: "/channels", params: { filter_by_prefix: "private-list-", info: "subscription_count" } });
  expect(await response.json()).toEqual({ channels: { "private-list-1": { subscription_count: 2 }, "private-list-2": { subscription_count: 1 } } });
});

test("error: a wrong signature is refused and hears nothing", async () => {
  const client = realtime.connect({ wrongAuth: true });
  const channel = client.subscribe("private-room-1");
  // One server refuses the channel, another the whole connection.
  await Promise.race([next(channel, "pusher:subscription_error"), next(client.connection, "error")]);
  expect(channel.subscribed).toBe(false);
});

test("error: the club's own server says what is wrong with a signature", async (context) => {
  onlyOwnServer(context);
  const channel = realtime.connect({ wrongAuth: true }).subscribe("private-room-1");
  expect(await next(channel, "pusher:subscription_error")).toMatchObject({ type: "AuthError", status: 401 });
});

test("error: a presence channel is refused in words", async (context) => {
  onlyOwnServer(context);
  const raw = await realtime.openRaw();
  raw.send({ event: "pusher:subscribe", data: { channel: "presence-x", auth: "key-1:0" } });
  expect(await raw.next("pusher:subscription_error")).toMatchObject({ data: { type: "InvalidChannel" } });
  raw.socket.close();
});

test("error: a client event and a frame that is not JSON are told apart from the protocol, the connection lives", async (context) => {
  onlyOwnServer(context);
  const raw = await realtime.openRaw();
  raw.send({ event: "client-typing", channel: "private-room-1", data: {} });
  expect(await raw.next("pusher:error")).toMatchObject({ data: { code: null } });
  raw.socket.send("{not json");
  expect(await raw.next("pusher:error")).toMatchObject({ data: { code: null } });
  raw.send({ event: "pusher:ping", data: {} });
  expect(await raw.next("pusher:pong")).toBeTruthy();
  raw.socket.close();
});
