import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepConnecting } from "@/app/_realtime/keep-connecting";
import { DEPTH } from "../../setup/depth";
import { next, onlyOwnServer, startRealtime, subscribed } from "./clients";

test("behavior: a server that was away is found again by itself, with the channels and the sign-in", async (context) => {
  onlyOwnServer(context);
  const first = await startRealtime();
  const client = first.connect({ userId: "m_1" });
  keepConnecting(client);
  client.signin();
  const channel = await subscribed(client, "private-room-1");
  const lost = next(client.connection, "connecting");
  await first.stopServer();
  await lost;
  await sleep(DEPTH.outageSeconds * 1000);
  const again = next(channel, "pusher:subscription_succeeded", 30_000);
  const second = await startRealtime({ port: first.port });
  await again;
  const [heard, called] = [next(channel, "message.created"), next(client.user, "hand.invited", 10_000)];
  await second.publisher.trigger("private-room-1", "message.created", { seq: 2 });
  expect(await heard).toEqual({ seq: 2 });
  await expect.poll(async () => {
    await second.publisher.sendToUser("m_1", "hand.invited", {});
    return Promise.race([called.then(() => true), sleep(100).then(() => false)]);
  }, { timeout: 8_000 }).toBe(true);
  await Promise.all([first.close(), second.close()]);
}, 120_000);

test("behavior: a connection that the club ended comes back by itself, with the channels and the sign-in", async () => {
  const server = await startRealtime();
  const client = server.connect({ userId: "m_2" });
  keepConnecting(client);
  client.signin();
  const channel = await subscribed(client, "private-room-2");
  await client.user.signinDonePromise;
  const [ended, again] = [next(client.connection, "disconnected"), next(channel, "pusher:subscription_succeeded", 10_000)];
  await server.publisher.terminateUserConnections("m_2");
  await ended;
  await again;
  await client.user.signinDonePromise;
  const heard = next(channel, "message.created");
  const called = next(client.user, "hand.invited");
  await server.publisher.trigger("private-room-2", "message.created", { seq: 1 });
  await server.publisher.sendToUser("m_2", "hand.invited", {});
  expect([await heard, await called]).toEqual([{ seq: 1 }, {}]);
  await server.close();
}, 30_000);
