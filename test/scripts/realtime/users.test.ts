import { afterAll, beforeAll, expect, test } from "vitest";
import { next, onlyOwnServer, startRealtime } from "./clients";

let realtime: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  realtime = await startRealtime();
});
afterAll(() => realtime.close());

async function signedIn(userId: string) {
  const client = realtime.connect({ userId });
  client.signin();
  await next(client, "pusher:signin_success");
  await expect.poll(async () => realtimeCanReach(client, userId)).toBe(true);
  return client;
}

/** The client subscribes to its own user channel after the sign-in; until then nothing reaches it. */
async function realtimeCanReach(client: ReturnType<typeof realtime.connect>, userId: string): Promise<boolean> {
  const heard = next(client.user, "probe", 200).then(() => true, () => false);
  await realtime.publisher.sendToUser(userId, "probe", {});
  return heard;
}

test("default: an event to a user reaches each of their connections and nobody else", async () => {
  const [first, second, other] = await Promise.all([signedIn("m_a"), signedIn("m_a"), signedIn("m_b")]);
  const heardByOther: unknown[] = [];
  other.user.bind("badge.changed", (data: unknown) => heardByOther.push(data));
  const heard = Promise.all([next(first.user, "badge.changed"), next(second.user, "badge.changed")]);
  await realtime.publisher.sendToUser("m_a", "badge.changed", { badgeId: 1 });
  expect(await heard).toEqual([{ badgeId: 1 }, { badgeId: 1 }]);
  expect(heardByOther).toEqual([]);
});

test("behavior: terminating a user closes their connections for good, others stay", async () => {
  const [leaver, stayer] = await Promise.all([signedIn("m_out"), signedIn("m_in")]);
  const gone = next(leaver.connection, "disconnected");
  await realtime.publisher.terminateUserConnections("m_out");
  await gone;
  expect(leaver.connection.state).toBe("disconnected");
  expect(stayer.connection.state).toBe("connected");
});

test("error: a wrong signature at the sign-in closes the connection with 4009", async () => {
  const client = realtime.connect({ wrongAuth: true });
  const fault = next<{ data: { code: number } }>(client.connection, "error");
  client.signin();
  expect((await fault).data.code).toBe(4009);
});

test("error: without a sign-in nobody can listen to the channel of a user", async (context) => {
  onlyOwnServer(context);
  const raw = await realtime.openRaw();
  raw.send({ event: "pusher:subscribe", data: { channel: "#server-to-user-m_a" } });
  expect(await raw.next("pusher:subscription_error")).toMatchObject({ data: { type: "AuthError" } });
  raw.socket.close();
});

test("error: one connection cannot become another user", async (context) => {
  onlyOwnServer(context);
  const raw = await realtime.openRaw();
  for (const id of ["m_a", "m_b"]) raw.send({ event: "pusher:signin", data: realtime.publisher.authenticateUser(raw.socketId, { id }) });
  expect(await raw.closed).toBe(4009);
});
