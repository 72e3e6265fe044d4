import fc from "fast-check";
import { Collection, MongoNetworkError } from "mongodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST } from "@/app/api/livekit/webhook/route";
import { newId } from "@/lib/platform/ids";
import { counters } from "@/lib/platform/metrics";
import { closeDatabase, createDeclaredIndexes, database } from "@/lib/platform/mongo";
import { applyMoves } from "@/lib/rooms/attendance-apply";
import { closeAttendance } from "@/lib/rooms/attendance-close";
import { attendanceRooms, inbox, sessions } from "@/lib/rooms/attendance-store";
import { whenMerged } from "@/lib/rooms/keep-event";
import { reconcileRooms } from "@/lib/rooms/reconcile-rooms";
import { roomBans } from "@/lib/rooms/store";
import { DEPTH } from "../../setup/depth";
import { eventBody, KEY, newSid, pretendVoice, SECRET, sign, wipe } from "./attendance-set";

pretendVoice();
beforeAll(createDeclaredIndexes);
beforeEach(wipe);
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await database().dropDatabase();
  await closeDatabase();
});

const post = (body: string, authorization: string | null) =>
  POST(new Request("http://localhost:3000/api/livekit/webhook", { method: "POST", body, headers: { "content-type": "application/webhook+json", ...(authorization === null ? {} : { authorization }) } }), { params: Promise.resolve({}) });

/** Sends an event and waits for what it comes to. */
async function send(body: string, authorization: string | null): Promise<Response> {
  const answer = await post(body, authorization);
  await whenMerged();
  return answer;
}

const NOW = Math.floor(Date.now() / 1000) * 1000;
const roomId = newId("r");
const joined = (more: Parameters<typeof eventBody>[1] | object = {}) => eventBody("participant_joined", { roomId, at: NOW, person: { sid: newSid(), identity: newId("m") }, ...more });

/** The connection to the database is cut at the n-th merge from now. */
function failMerge(n: number): void {
  const write = Collection.prototype.bulkWrite;
  let merges = 0;
  vi.spyOn(Collection.prototype, "bulkWrite").mockImplementation(async function (this: Collection, ...args: unknown[]) {
    if (this.collectionName === "attendance" && (merges += 1) === n) throw new MongoNetworkError("connection closed");
    return Reflect.apply(write, this, args);
  });
}

describe("POST /api/livekit/webhook", () => {
  test("default: a genuine event answers 200 and becomes a connection", async () => {
    const person = { sid: newSid(), identity: newId("m"), joinedAtMs: NOW + 123 };
    const body = eventBody("participant_joined", { roomId, at: NOW, person });
    expect((await send(body, await sign(body))).status).toBe(200);
    expect(await sessions().findOne({ _id: person.sid })).toMatchObject({ roomId, memberId: person.identity, joinedAt: new Date(NOW + 123), open: true, standard: true });
    expect(await inbox().find({}).toArray()).toMatchObject([{ event: "participant_joined", applied: true }]);
  });

  test("behavior: `left` alone rebuilds the connection, with its join to the millisecond", async () => {
    const person = { sid: newSid(), identity: newId("m"), joinedAtMs: NOW - 61_500 };
    const body = eventBody("participant_left", { roomId, at: NOW, person });
    await send(body, await sign(body));
    expect(await sessions().findOne({ _id: person.sid })).toMatchObject({ joinedAt: new Date(NOW - 61_500), leftAt: new Date(NOW), open: false });
  });

  test("behavior: a replayed genuine event answers 200 and changes nothing", async () => {
    const body = joined();
    const authorization = await sign(body);
    await send(body, authorization);
    const before = [await sessions().find({}).toArray(), await inbox().find({}).toArray(), await attendanceRooms().find({}).toArray()];
    for (let n = 0; n < 3; n += 1) expect((await send(body, authorization)).status).toBe(200);
    expect([await sessions().find({}).toArray(), await inbox().find({}).toArray(), await attendanceRooms().find({}).toArray()]).toEqual(before);
  });

  test("behavior: an event that was kept and not merged, because the process died, is merged when it comes again", async () => {
    const person = { sid: newSid(), identity: newId("m") };
    const body = eventBody("participant_joined", { roomId, at: NOW, person, id: "EV_crash" });
    await inbox().insertOne({ _id: "EV_crash", event: "participant_joined", move: null, receivedAt: new Date(), applied: false });
    expect((await send(body, await sign(body))).status).toBe(200);
    expect(await sessions().countDocuments({ _id: person.sid })).toBe(1);
  });

  test("behavior: rooms and participants that are not the club's make no connection", async () => {
    const others = [
      eventBody("participant_joined", { roomId: "somebody-elses", at: NOW, person: { sid: newSid(), identity: newId("m") } }),
      eventBody("participant_joined", { roomId, at: NOW, person: { sid: newSid(), identity: "agent-1" } }),
      JSON.stringify({ event: "room_finished", id: "EV_fin", createdAt: String(NOW / 1000), room: { name: roomId, sid: "RM_1" } }),
      JSON.stringify({ event: "egress_started", id: "EV_eg", createdAt: String(NOW / 1000) }),
    ];
    for (const body of others) expect((await send(body, await sign(body))).status).toBe(200);
    expect(await inbox().countDocuments({})).toBe(4);
    expect(await sessions().countDocuments({})).toBe(0);
  });

  test("behavior: hidden and non-standard participants never earn", async () => {
    const [hidden, agent] = [{ sid: newSid(), identity: newId("m"), hidden: true }, { sid: newSid(), identity: newId("m"), kind: "AGENT" }];
    for (const person of [hidden, agent]) {
      const body = eventBody("participant_joined", { roomId, at: NOW, person });
      await send(body, await sign(body));
    }
    expect((await sessions().find({}).toArray()).map((row) => row.standard)).toEqual([false, false]);
  });

  test("behavior: somebody banned who joins is accepted as an event, and the server's trouble to remove them costs nothing", async () => {
    const person = { sid: newSid(), identity: newId("m") };
    await roomBans().insertOne({ _id: `${roomId}:${person.identity}`, roomId, memberId: person.identity, byId: "m_x", reason: "spam", at: new Date(), until: null });
    const body = eventBody("participant_joined", { roomId, at: NOW, person });
    expect((await send(body, await sign(body))).status).toBe(200);
  });

  test("behavior: a burst of ends after the end of the room leaves no connection open", { timeout: 10 * 60_000 }, async () => {
    const joinedAt = new Date(NOW - 60_000);
    const people = Array.from({ length: DEPTH.burst }, () => ({ sid: newSid(), identity: newId("m"), joinedAtMs: joinedAt.getTime() }));
    await applyMoves({ moves: people.map(({ sid, identity }) => ({ kind: "joined" as const, sid, roomId, memberId: identity, at: joinedAt, joinedAt, standard: true })) });
    await closeAttendance({ roomId, at: new Date(NOW) });
    const answers = await Promise.all(people.map(async (person) => {
      const body = eventBody("participant_left", { roomId, at: NOW, person });
      return (await send(body, await sign(body))).status;
    }));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect([await sessions().countDocuments({}), await sessions().countDocuments({ open: true })]).toEqual([DEPTH.burst, 0]);
  });

  test("behavior: many at once are written together, a write that fails is tried one by one, and each is kept once", async () => {
    // The second one carries what came during the first.
    failMerge(2);
    const bodies = Array.from({ length: 12 }, joined);
    const answers = await Promise.all([...bodies, ...bodies.slice(0, 3)].map(async (body) => (await send(body, await sign(body))).status));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect([await sessions().countDocuments({ open: true }), await inbox().countDocuments({ applied: true })]).toEqual([12, 12]);
  });

  test("error: the database is away: 503, so that the server sends it again", async () => {
    const body = joined();
    const authorization = await sign(body);
    vi.spyOn(Collection.prototype, "insertMany").mockRejectedValueOnce(new MongoNetworkError("connection closed"));
    expect((await send(body, authorization)).status).toBe(503);
    expect(await inbox().countDocuments({})).toBe(0);
    expect((await send(body, authorization)).status).toBe(200);
    expect(await sessions().countDocuments({})).toBe(1);
  });

  test("behavior: the database is away right after an event was kept: it is acknowledged, and merged by the reconciler", async () => {
    const person = { sid: newSid(), identity: newId("m") };
    const body = eventBody("participant_joined", { roomId, at: NOW, person, id: "EV_cut" });
    failMerge(1);
    expect((await send(body, await sign(body))).status).toBe(200);
    expect([await sessions().countDocuments({}), await inbox().countDocuments({ applied: false })]).toEqual([0, 1]);
    vi.restoreAllMocks();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await reconcileRooms();
    expect([await sessions().countDocuments({ _id: person.sid, open: true }), await inbox().countDocuments({ applied: true })]).toEqual([1, 1]);
  });

  test("error: unsigned, foreign, changed or stale: 401, no trace but a counter", async () => {
    const body = joined();
    const good = await sign(body);
    const refused = async () => (await counters.webhooks.get()).values.find((value) => value.labels.result === "refused")?.value ?? 0;
    const before = await refused();
    const bad: [string, string | null][] = [
      [body, null],
      [body, ""],
      [body, "Bearer x"],
      [body, await sign(body, { secret: "another-secret-of-quite-enough-length-1" })],
      [body, await sign(body, { key: "another-key" })],
      [`${body} `, good],
      [body.replace("participant_joined", "participant_left"), good],
      [body, good.split(".").slice(0, 2).join(".") + "."],
      [body, `${Buffer.from('{"alg":"none"}').toString("base64url")}.${good.split(".")[1]}.`],
      [body, await sign(body, { hashOf: "" })],
    ];
    for (const [text, authorization] of bad) expect((await send(text, authorization)).status).toBe(401);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60_000 });
    expect((await send(body, good)).status).toBe(401);
    vi.useRealTimers();
    expect(await refused()).toBe(before + bad.length + 1);
    expect([await inbox().countDocuments({}), await sessions().countDocuments({})]).toEqual([0, 0]);
  });

  test("error: nothing that was changed, is stale or signed by others is ever accepted", { timeout: 10 * 60_000 }, async () => {
    const body = joined();
    const good = await sign(body);
    const mutate = (text: string, at: number, by: string) => text.slice(0, at % text.length) + by + text.slice((at % text.length) + 1);
    const forged = async (kind: string, at: number, by: string): Promise<[string, string]> => {
      if (kind === "body") return [mutate(body, at, by), good];
      if (kind === "signature") return [body, mutate(good, at, by)];
      // Beyond the minute that clocks may differ by.
      if (kind === "stale") return [body, await sign(body, { ttl: -(61 + (at % 100_000)) })];
      return [body, await sign(body, at % 2 ? { secret: `another-secret-of-quite-enough-length-${at}` } : { key: `another-key-${at}` })];
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.string({ minLength: 0, maxLength: 3 }), fc.constantFrom("body", "body", "signature", "signature", "stale", "foreign"), async (at, by, kind) => {
        const [text, authorization] = await forged(kind, at, by);
        if (text === body && sameSignature(authorization, good)) return;
        expect((await send(text, toHeader(authorization))).status).toBe(401);
      }),
      { numRuns: DEPTH.propertyRuns * 5 },
    );
    expect(await inbox().countDocuments({})).toBe(0);
    expect([KEY, SECRET].every(Boolean)).toBe(true);
  });

  test("error: a body above a megabyte is not read to its end", async () => {
    expect((await send("x".repeat(1_100_000), await sign("x"))).status).toBe(413);
  });
});

/** Header values carry Latin-1 only; what cannot be sent is sent as something else that is wrong. */
const toHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?");
/** The last character of base64 holds bits that nobody reads: such a change is the same signature. */
const sameSignature = (a: string, b: string): boolean => {
  const [left, right] = [toHeader(a).trim().split("."), b.split(".")];
  return left.length === 3 && left[0] === right[0] && left[1] === right[1] && Buffer.from(left[2] ?? "", "base64url").equals(Buffer.from(right[2] ?? "", "base64url"));
};
