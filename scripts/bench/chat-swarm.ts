import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "./percentile";
import { SwarmClient } from "./swarm-client";

export type SwarmTask = { url: string; socket: string; roomId: string; cookies: string[]; seconds: number; rate: number; reconnects: number };
type Times = { p50: number; p95: number; p99: number };
export type SwarmReport = { sent: number; acknowledged: number; repeated: number; reconnects: number; lost: number; doubled: number; deliveries: number; ack: Times; server: Times; endToEnd: Times };

/** Every such send is given up by the client before its answer can be there, and repeated with the same key. */
const REPEAT_EACH = 10;
const GIVE_UP_MS = 4;
const OPEN_AT_ONCE = 20;
const TRIES = 30;

const times = (values: number[]): Times => ({ p50: round(percentile(values, 0.5)), p95: round(percentile(values, 0.95)), p99: round(percentile(values, 0.99)) });
const round = (value: number): number => Math.round(value * 10) / 10;

async function runTask(task: SwarmTask): Promise<SwarmReport> {
  const clients = task.cookies.map((cookie) => new SwarmClient({ ...task, cookie }));
  for (let start = 0; start < clients.length; start += OPEN_AT_ONCE) await Promise.all(clients.slice(start, start + OPEN_AT_ONCE).map((client) => client.open()));

  /** By key: when it was sent, and the number it was acknowledged with. */
  const invoked = new Map<string, number>();
  const acked = new Map<string, number>();
  const [ack, server]: [number[], number[]] = [[], []];
  let repeated = 0;
  async function send(index: number): Promise<void> {
    const client = clients[index % clients.length];
    if (!client) return;
    const clientMsgId = randomUUID();
    invoked.set(clientMsgId, performance.now());
    const impatient = index % REPEAT_EACH === 0;
    for (let turn = 0; turn < TRIES; turn++) {
      const began = performance.now();
      const answer = await client.post({ text: `message ${index} of a usual length, as people write it`, clientMsgId }, impatient && turn === 0 ? GIVE_UP_MS : 10_000).catch(() => null);
      if (answer) {
        acked.set(clientMsgId, answer.seq);
        if (!impatient) {
          ack.push(performance.now() - began);
          if (answer.serverMs !== null) server.push(answer.serverMs);
        }
        return;
      }
      repeated += 1;
      await sleep(50 * (turn + 1));
    }
  }
  const sends: Promise<void>[] = [];
  const total = task.seconds * task.rate;
  const cuts = new Set(Array.from({ length: task.reconnects }, (_, index) => Math.floor((index * total) / task.reconnects)));
  const reopened: Promise<void>[] = [];
  const begun = performance.now();
  let cut = 0;
  for (let index = 0; index < total; index++) {
    await sleep(Math.max(0, begun + (index * 1000) / task.rate - performance.now()));
    sends.push(send(index));
    if (cuts.has(index)) for (const target = Math.ceil(((index + 1) * task.reconnects) / total); cut < target; cut++) reopened.push(clients[(cut * 37) % clients.length]?.cut() ?? Promise.resolve());
  }
  await Promise.all(sends);
  await Promise.all(reopened);
  await sleep(1_000);
  await Promise.all(clients.map((client) => client.catchUp()));

  let [lost, doubled] = [0, 0];
  const endToEnd: number[] = [];
  for (const client of clients) {
    for (const [clientMsgId, seq] of acked) {
      const seen = client.seen.get(clientMsgId);
      if (!seen || !seen.seqs.has(seq)) lost += 1;
      else if (seen.seqs.size > 1) doubled += 1;
      if (seen?.liveAt) endToEnd.push(seen.liveAt - (invoked.get(clientMsgId) ?? 0));
    }
  }
  for (const client of clients) client.close();
  // A repeated send is acknowledged late on purpose; what it took is not how long a message takes.
  return { sent: invoked.size, acknowledged: acked.size, repeated, reconnects: cut, lost, doubled, deliveries: endToEnd.length, ack: times(ack), server: times(server), endToEnd: times(endToEnd) };
}

process.once("message", (task) => {
  void runTask(task as SwarmTask).then((report) => process.send?.(report, () => process.exit(0)));
});
