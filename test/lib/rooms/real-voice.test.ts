import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DisconnectReason, dispose, RoomEvent } from "@livekit/rtc-node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postWebhook } from "@/app/api/livekit/webhook/route";
import { POST as postMessage } from "@/app/api/rooms/[roomId]/messages/route";
import { POST as postToken } from "@/app/api/rooms/[roomId]/token/route";
import { listVoiceParticipants } from "@/lib/platform/livekit";
import { sleep } from "@/lib/platform/sleep";
import { banMember } from "@/lib/rooms/ban-member";
import { endRoom } from "@/lib/rooms/end-room";
import { evictMember } from "@/lib/rooms/evict-member";
import { DRAIN_MS } from "@/lib/rooms/rules";
import { takeSeat } from "@/lib/rooms/take-seat";
import { percentile } from "@/scripts/bench/percentile";
import { type LocalLiveKit, startLiveKit } from "@/scripts/local/livekit";
import { DEPTH } from "../../setup/depth";
import { listen } from "../../setup/listen";
import { testContext } from "../../setup/local-servers";
import { ask, takePass, type TestMember } from "../../setup/members";
import { present } from "../../setup/present";
import { joinVoice, speak, type VoicePerson } from "../../setup/voice-person";
import { bringOnStage, makeRoom, prepare, seat } from "./room-set";

/** How long the voice server had each connection in, in ms, by when its own two events came. */
const stays: number[] = [];
const inside = new Map<string, number>();
/** Whose coming our route has dealt with. */
const known = new Set<string>();
type Told = { event: string; participant?: { sid: string } };

function noteStay({ event, participant }: Told): void {
  if (event === "participant_joined" && participant) inside.set(participant.sid, performance.now());
  if (event !== "participant_left" || !participant || !inside.has(participant.sid)) return;
  stays.push(performance.now() - (inside.get(participant.sid) ?? 0));
  inside.delete(participant.sid);
}

/** Hands the voice server's events to our own route, as a web server would. */
const webhooks = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const told = JSON.parse(Buffer.concat(parts).toString()) as Told;
  noteStay(told);
  const answer = await postWebhook(new Request("http://localhost:3000/api/livekit/webhook", { method: "POST", body: Buffer.concat(parts), headers: { authorization: request.headers.authorization ?? "", "content-type": "application/webhook+json" } }), { params: Promise.resolve({}) });
  if (told.event === "participant_joined") known.add(told.participant?.sid ?? "");
  response.writeHead(answer.status).end(await answer.text());
});
const people: VoicePerson[] = [];
let voice: LocalLiveKit | undefined;
let reason = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => webhooks.listen(0, "127.0.0.1", resolve));
  // A voice server of its own: the shared one tells nobody of its events. Before anything reads the configuration.
  delete process.env.LIVEKIT_URL;
  delete process.env.LIVEKIT_API_KEY;
  delete process.env.LIVEKIT_API_SECRET;
  voice = await startLiveKit({ ...testContext("real-voice"), webhookUrl: `http://127.0.0.1:${(webhooks.address() as AddressInfo).port}/` });
  if (voice.on) Object.assign(process.env, voice.env);
  else reason = voice.reason;
  await prepare();
});
beforeEach((context) => context.skip(reason !== "", reason));
afterEach(() => void vi.useRealTimers());
afterEach(() => Promise.allSettled(people.splice(0).map((person) => person.leave())));
afterAll(async () => {
  await dispose();
  if (voice?.on) await voice.stop();
  await new Promise((resolve) => webhooks.close(resolve));
});

async function enter(roomId: string, actor: TestMember): Promise<VoicePerson> {
  const { url, token } = await takeSeat({ roomId, actor });
  const person = await joinVoice({ url: present(url), token: present(token) });
  people.push(person);
  await expect.poll(() => known.has(person.room.localParticipant?.sid ?? "none"), { timeout: 10_000 }).toBe(true);
  return person;
}
const connectedIn = async (roomId: string) => (await listVoiceParticipants(roomId)).map((one) => one.identity).sort();

describe("who was put out", () => {
  test("default: is out of sound, chat and tokens, and stays out with a token the voice server itself renewed", { timeout: (DEPTH.rejoining.seconds + 60) * 1000 }, async () => {
    const { roomId, host } = await makeRoom();
    const [banned, expired, witness] = (await seat(roomId, 3)).map(present) as [TestMember, TestMember, TestMember];
    await bringOnStage({ roomId, host, actor: banned });
    await enter(roomId, witness);
    const gone = [await enter(roomId, banned), await enter(roomId, expired)];
    await speak(present(gone[0]));
    await expect.poll(() => gone.every((person) => person.token().split(".")[1] !== undefined) && connectedIn(roomId), { timeout: 10_000 }).toEqual([banned.id, expired.id, witness.id].sort());
    const own = await Promise.all([banned, expired].map((one) => listen({ memberId: one.id, channels: [`private-room-${roomId}`] })));

    const began = performance.now();
    await Promise.all([
      banMember({ roomId, memberId: banned.id, actor: host, reason: "shouting", minutes: null }),
      takePass(expired).then(() => evictMember({ memberId: expired.id, reason: "membership" })),
    ]);
    await expect.poll(() => gone.every((person) => person.isOut()), { timeout: 10_000, interval: 20 }).toBe(true);
    await Promise.all(own.map((each) => each.untilClosed()));
    const outAfter = performance.now() - began;
    for (const as of [banned, expired]) {
      expect((await ask(postToken, { method: "POST", as, params: { roomId } })).status).toBe(403);
      expect((await ask(postMessage, { method: "POST", as, params: { roomId }, json: { text: "still here", clientMsgId: "still-here-000000" } })).status).toBe(403);
    }

    await expect.poll(() => stays.length, { timeout: 10_000 }).toBe(2);
    stays.length = 0;
    const tokens = gone.map((person) => person.token());
    let [tries, refused] = [0, 0];
    const end = performance.now() + DEPTH.rejoining.seconds * 1000;
    do {
      for (const token of tokens) {
        tries += 1;
        const again = await joinVoice({ url: process.env.LIVEKIT_URL ?? "", token }).catch(() => null);
        if (!again) {
          refused += 1;
          continue;
        }
        people.push(again);
        await expect.poll(() => again.isOut(), { timeout: 10_000, interval: 20 }).toBe(true);
        people.splice(people.indexOf(again), 1);
      }
      await sleep(DEPTH.rejoining.pause * 1000);
    } while (performance.now() < end);
    await expect.poll(() => connectedIn(roomId), { timeout: 10_000 }).toEqual([witness.id]);
    await expect.poll(() => stays.length, { timeout: 10_000 }).toBe(tries - refused);
    const [median, most, longest] = [0.5, 0.95, 1].map((share) => Math.round(percentile(stays, share)));
    console.log(`put out after ${Math.round(outAfter)} ms; ${tries} tries to come back, ${refused} refused at the door; in for ${median} ms (median), ${most} (p95), ${longest} (longest)`);
  });
});

describe("the end of a room with people in its sound", () => {
  /** What each connection is told when it ends. */
  const endings = (all: VoicePerson[]) => all.map(({ room }) => new Promise<DisconnectReason>((resolve) => room.once(RoomEvent.Disconnected, resolve)));

  test("default: whoever leaves when they hear of it is not cut off, and the room ends when the last one has left", async () => {
    const { roomId, host } = await makeRoom();
    const members = (await seat(roomId, 2)).map(present);
    const connected = [];
    for (const actor of [host, ...members]) connected.push(await enter(roomId, actor));
    const told = await listen({ channels: [`private-room-${roomId}`] });
    const ends = endings(connected);
    const ending = endRoom({ roomId, actor: host });
    await told.wait("room.changed", (data: { state: string }) => data.state === "ending");
    expect(await connectedIn(roomId)).toHaveLength(3);
    for (const person of connected.splice(0)) await person.leave();
    expect((await ending).state).toBe("ended");
    expect(new Set(await Promise.all(ends))).toEqual(new Set([DisconnectReason.CLIENT_INITIATED]));
    told.close();
  });

  test("behavior: whoever stays is waited for eight seconds, then the sound is over for them too", async () => {
    const { roomId, host } = await makeRoom();
    const stays = await enter(roomId, host);
    const told = await listen({ channels: [`private-room-${roomId}`] });
    const [end] = endings([stays]);
    vi.useFakeTimers({ toFake: ["performance"] });
    const ending = endRoom({ roomId, actor: host });
    await told.wait("room.changed", (data: { state: string }) => data.state === "ending");
    expect(await connectedIn(roomId)).toEqual([host.id]);
    await expect.poll(() => vi.advanceTimersByTime(DRAIN_MS) && stays.isOut(), { timeout: 10_000 }).toBe(true);
    expect((await ending).state).toBe("ended");
    expect(await end).toBe(DisconnectReason.ROOM_DELETED);
    told.close();
  });
});
