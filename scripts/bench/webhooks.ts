/**
 * Usage: npm run bench:webhooks [-- --seconds 30 --rate 200]
 *
 * How soon a webhook of the voice server is acknowledged: real signed events, sent at a constant rate whatever the
 * answers do, to the built pages in their real process. A time counts from when the event was due to be sent.
 */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AccessToken } from "livekit-server-sdk";
import { createIndexes } from "@/lib/jobs/create-indexes";
import { newId } from "@/lib/platform/ids";
import { closeDatabase, database } from "@/lib/platform/mongo";
import { inbox, sessions } from "@/lib/rooms/attendance-store";
import { percentile } from "./percentile";
import { finishBench, numberArgument, printTimings } from "./report";
import { startWebClub } from "./web-club";

const SECONDS = numberArgument("seconds", 30);
const RATE = numberArgument("rate", 200);
/** At the same rate: a process that runs for days is measured, not the first seconds of a virtual machine. */
const WARM_UP_SECONDS = 10;
const WARM_UP = WARM_UP_SECONDS * RATE;
const ROOMS = 20;
/** Merging follows the acknowledgement. */
const MERGE_PATIENCE_MS = 5_000;
const KINDS = ["participant_joined", "track_published", "participant_left"];

const [key, secret] = ["bench-voice", randomBytes(32).toString("hex")];
// Nobody answers there: whoever joins is taken at their word by the webhook, and the voice server is asked nothing it must wait for.
Object.assign(process.env, { LIVEKIT_URL: "ws://127.0.0.1:9", LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret });
const club = await startWebClub({ name: "webhooks" });

type Signed = { body: string; authorization: string };

/** The events of members who join, speak and leave, as the voice server words and signs them. */
async function makeEvents(count: number): Promise<Signed[]> {
  const roomIds = Array.from({ length: ROOMS }, () => newId("r"));
  let person = { sid: "", identity: "", roomId: "" };
  const events: Signed[] = [];
  for (let n = 0; n < count; n += 1) {
    const event = KINDS[n % KINDS.length] ?? "";
    const at = Date.now();
    if (n % KINDS.length === 0) person = { sid: `PA_${randomBytes(8).toString("hex")}`, identity: newId("m"), roomId: roomIds[n % ROOMS] ?? "" };
    const whole = event.startsWith("participant") ? { joinedAt: String(Math.floor(at / 1000)), joinedAtMs: String(at), kind: "STANDARD", state: "ACTIVE", permission: { canSubscribe: true } } : {};
    const body = JSON.stringify({ event, id: `EV_${randomBytes(9).toString("hex")}`, createdAt: String(Math.floor(at / 1000)), room: { sid: "RM_bench", name: person.roomId }, participant: { sid: person.sid, identity: person.identity, ...whole } });
    const token = new AccessToken(key, secret, { ttl: 300 });
    token.sha256 = createHash("sha256").update(body).digest("base64");
    events.push({ body, authorization: await token.toJwt() });
  }
  return events;
}

try {
  await createIndexes();
  const statuses = new Map<number, number>();
  const send = async ({ body, authorization }: Signed, due: number): Promise<number> => {
    const answer = await fetch(`${club.url}/api/livekit/webhook`, { method: "POST", body, headers: { authorization, "content-type": "application/webhook+json" }, signal: AbortSignal.timeout(30_000) });
    await answer.text();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return performance.now() - due;
  };
  const sendAll = (events: readonly Signed[]): Promise<number[]> => {
    const began = performance.now();
    return Promise.all(
      events.map(async (event, n) => {
        const due = began + (n * 1000) / RATE;
        await wait(Math.max(0, due - performance.now()));
        return send(event, due);
      }),
    );
  };
  await sendAll(await makeEvents(WARM_UP));
  const events = await makeEvents(SECONDS * RATE);
  statuses.clear();
  const times = await sendAll(events);
  const merged = () => inbox().countDocuments({ applied: true });
  for (const end = Date.now() + MERGE_PATIENCE_MS; (await merged()) < events.length + WARM_UP && Date.now() < end; ) await wait(50);
  const kept = { inbox: await merged(), sessions: await sessions().countDocuments({}) };
  console.log(`${club.sources}; ${events.length} events at ${RATE} a second; answers ${JSON.stringify(Object.fromEntries(statuses))}; merged ${kept.inbox}, connections ${kept.sessions}`);
  const missed = printTimings([{ what: "webhook acknowledged", values: times, bar: { share: 0.99, below: 50 } }]);
  const all = statuses.get(200) === events.length && kept.inbox === events.length + WARM_UP;
  finishBench({ bench: "webhooks", ok: all && missed.length === 0, missed, rate: RATE, events: events.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99), ...kept });
  await database().dropDatabase();
} finally {
  await closeDatabase();
  await club.stop();
}
process.exit();
