import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as postAuth } from "@/app/api/realtime/auth/route";
import { banMember } from "@/lib/rooms/ban-member";
import { ask } from "../../setup/members";
import { present } from "../../setup/present";
import { makeRoom, prepare, seat } from "./room-set";

/** Stands for a realtime server that closes signed-in users only, as the Pusher protocol has it. */
const asked: string[] = [];
const other = createServer((request, response) => {
  const path = (request.url ?? "").split("?")[0] ?? "";
  asked.push(path.replace(/^\/apps\/[^/]+/, ""));
  response.writeHead(path.includes("/sockets/") ? 404 : 200, { "content-type": "application/json" }).end("{}");
});

beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  // Before anything reads the configuration.
  Object.assign(process.env, { PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String((other.address() as AddressInfo).port), PUSHER_TLS: "false" });
  await prepare();
});
afterAll(() => new Promise((resolve) => other.close(resolve)));

describe("a realtime server that cannot close single connections", () => {
  test("behavior: a room's channel is for connections that asked to be signed in first; a ban ends the member's", async () => {
    const { roomId, host } = await makeRoom({ state: "lobby" });
    const [ana] = await seat(roomId, 1);
    const channel = { socket_id: "11.22", channel_name: `private-room-${roomId}` };
    expect(await ask(postAuth, { method: "POST", as: ana ?? null, form: channel })).toMatchObject({ status: 403, body: { error: { reason: "connection_not_signed_in" } } });
    expect((await ask(postAuth, { method: "POST", as: ana ?? null, form: { socket_id: "11.22" } })).status).toBe(200);
    expect((await ask(postAuth, { method: "POST", as: ana ?? null, form: channel })).status).toBe(200);
    await banMember({ roomId, memberId: present(ana).id, actor: host, reason: "r", minutes: null });
    expect(asked).toContain(`/users/${present(ana).id}/terminate_connections`);
    expect(asked.filter((path) => path.startsWith("/sockets/"))).toEqual(["/sockets/0.0/terminate_connections"]);
    expect((await ask(postAuth, { method: "POST", as: ana ?? null, form: channel })).status).toBe(403);
  });
});
