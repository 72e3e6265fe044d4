import { once } from "node:events";
import { createInterface } from "node:readline";
import { AudioFrame, AudioSource, dispose, LocalAudioTrack, Room, TrackPublishOptions, TrackSource } from "@livekit/rtc-node";

/**
 * Usage: node --import tsx scripts/bench/room-people.ts, with `{url, people: [{token, speaks}], speakers, seconds}`
 * as one line on standard input. Joins a voice room as several people, for bench/room; prints one line of JSON about
 * what arrived, and stays until its input ends: the other processes are still listening to those who speak here.
 */
type People = { url: string; people: { token: string; speaks: boolean }[]; speakers: number; seconds: number };

const RATE = 48_000;
const FRAME_MS = 20;
const SETTLE_TRIES = 60;
const FRAME_SAMPLES = (RATE * FRAME_MS) / 1000;

/** A tone that glides, so that no silence is cut out of it, for as long as the process lives. */
async function speak(room: Room): Promise<void> {
  const source = new AudioSource(RATE, 1);
  const track = LocalAudioTrack.createAudioTrack("microphone", source);
  await room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE, dtx: false, red: true }));
  for (let sample = 0; ; ) {
    const data = new Int16Array(FRAME_SAMPLES);
    for (let at = 0; at < FRAME_SAMPLES; at++, sample++) data[at] = 8_000 * Math.sin((2 * Math.PI * (220 + 110 * Math.sin(sample / RATE)) * sample) / RATE);
    await source.captureFrame(new AudioFrame(data, RATE, 1, FRAME_SAMPLES));
  }
}

/** Packets received and lost over all sounds a person hears, as their own connection counts them. */
async function countPackets(room: Room): Promise<{ streams: number; received: number; lost: number }> {
  // One connection carries both directions, or each has its own: it depends on the server.
  const { publisherStats, subscriberStats } = await room.getRtcStats();
  const inbound = [...publisherStats, ...subscriberStats].flatMap(({ stats }) => (stats.case === "inboundRtp" ? [stats.value.received] : []));
  const sum = (pick: (one: NonNullable<(typeof inbound)[number]>) => bigint | undefined) => inbound.reduce((total, one) => total + Number((one && pick(one)) ?? 0n), 0);
  return { streams: inbound.length, received: sum((one) => one.packetsReceived), lost: sum((one) => one.packetsLost) };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until everybody here hears all others who speak, at most a minute. */
async function untilAllHeard(): Promise<void> {
  for (let tries = 0; tries < SETTLE_TRIES; tries++) {
    const counts = await Promise.all(rooms.map(countPackets));
    if (counts.every(({ streams }, index) => streams >= speakers - Number(people[index]?.speaks ?? false))) return;
    await pause(1_000);
  }
}

const input = createInterface({ input: process.stdin });
const ended = once(input, "close");
const [line] = (await once(input, "line")) as [string];
const { url, people, speakers, seconds } = JSON.parse(line) as People;
const rooms: Room[] = [];
const joinMs: number[] = [];
for (const { token, speaks } of people) {
  const room = new Room();
  const began = performance.now();
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  joinMs.push(performance.now() - began);
  rooms.push(room);
  if (speaks) void speak(room);
}
await untilAllHeard();
const before = await Promise.all(rooms.map(countPackets));
await pause(seconds * 1000);
const after = await Promise.all(rooms.map(countPackets));
const counts = after.map(({ streams, received, lost }, index) => ({ streams, received: received - (before[index]?.received ?? 0), lost: lost - (before[index]?.lost ?? 0) }));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ counts, joinMs, cpuSeconds: (user + system) / 1e6, rssMb: process.memoryUsage.rss() / 2 ** 20 }));
await ended;
await Promise.allSettled(rooms.map((room) => room.disconnect()));
await dispose();
process.exit(0);
