import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One participant as the voice server lists it, in its own JSON. */
export type FakeParticipant = {
  sid: string;
  identity: string;
  state?: string;
  kind?: string;
  joinedAtMs?: string;
  attributes?: Record<string, string>;
  permission?: Record<string, unknown>;
  tracks?: { sid: string; type: string; source: string; muted: boolean }[];
};

export type RoomService = {
  url: string;
  /** Who is connected, by room. A room that is not here is not known. */
  rooms: Map<string, FakeParticipant[]>;
  /** Every call but lists, in order. */
  calls: { method: string; body: Record<string, unknown> }[];
  lists: number;
  /** Rooms about which every call fails. */
  broken: Set<string>;
  stop(): Promise<void>;
};

/** Stands for the voice server's room API where a test needs faults that a healthy server does not produce. */
export async function startRoomService(): Promise<RoomService> {
  const fake: RoomService = { url: "", rooms: new Map(), calls: [], lists: 0, broken: new Set(), stop: () => new Promise((resolve) => server.close(() => resolve())) };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString() || "{}") as Record<string, unknown>;
    const method = request.url?.split("/").at(-1) ?? "";
    const answer = (status: number, value: object) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (method === "ListParticipants") fake.lists += 1;
    if (fake.broken.has(String(body.room))) return answer(500, { code: "internal", msg: "broken" });
    if (method === "ListParticipants") {
      const participants = fake.rooms.get(String(body.room));
      return participants ? answer(200, { participants }) : answer(404, { code: "not_found", msg: "room does not exist" });
    }
    if (method === "GetParticipant") {
      const participant = fake.rooms.get(String(body.room))?.find((one) => one.identity === body.identity);
      return participant ? answer(200, participant) : answer(404, { code: "not_found", msg: "participant does not exist" });
    }
    fake.calls.push({ method, body });
    return answer(200, {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}
