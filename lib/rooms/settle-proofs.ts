import { earns, proofHour, proofSpans } from "./attendance-rules";
import { proofs, type ProofRow, type SessionRow } from "./attendance-store";
import type { Span } from "./spans";
import { pairId } from "./store";

const IDS_A_READ = 1_000;

type FindProofs = { roomId: string; sessions: readonly SessionRow[]; bucket: Span; windowSeconds: number };

/** For each member with a connection in the bucket, the time that their signs of presence cover. */
export async function findProofs({ roomId, sessions, bucket, windowSeconds }: FindProofs): Promise<Map<string, Span[]>> {
  const byMember = Map.groupBy(sessions.filter(earns), (session) => session.memberId);
  const first = proofHour(new Date(bucket.from - windowSeconds * 1000));
  const hours = Array.from({ length: proofHour(new Date(bucket.to)) - first + 1 }, (_, index) => first + index);
  const rows = await readRows([...byMember.keys()].flatMap((memberId) => hours.map((hour) => `${pairId(roomId, memberId)}:${hour}`)));
  return new Map(
    [...byMember].map(([memberId, own]) => {
      const signs = hours.flatMap((hour) => Object.values(rows.get(`${pairId(roomId, memberId)}:${hour}`)?.slots ?? {}));
      const firstEntry = Math.min(...own.map((session) => session.joinedAt.getTime()));
      return [memberId, proofSpans(signs, firstEntry, windowSeconds)];
    }),
  );
}

const HOUR_MS = 3_600_000;
/** Nobody is looked after for longer: a sign older than this is not shown. */
const MOST_HOURS = 48;

type FindLastSigns = { roomId: string; memberIds: readonly string[]; sessions: readonly SessionRow[]; bucket: Span };

/** The last sign of presence that each of the members gave before a bucket: an act, or else their first entry. */
export async function findLastSigns({ roomId, memberIds, sessions, bucket }: FindLastSigns): Promise<Map<string, Date>> {
  if (memberIds.length === 0) return new Map();
  const entries = new Map([...Map.groupBy(sessions.filter(earns), (session) => session.memberId)].map(([memberId, own]) => [memberId, Math.min(...own.map((session) => session.joinedAt.getTime()))]));
  const newest = proofHour(new Date(bucket.from));
  const hoursOf = (memberId: string) => {
    const count = newest - proofHour(new Date(entries.get(memberId) ?? bucket.from)) + 1;
    return Array.from({ length: Math.max(1, Math.min(count, MOST_HOURS)) }, (_, back) => `${pairId(roomId, memberId)}:${newest - back}`);
  };
  const rows = await readRows(memberIds.flatMap(hoursOf));
  const signs = memberIds.map((memberId): [string, number] => {
    const acts = hoursOf(memberId).flatMap((id) => Object.values(rows.get(id)?.slots ?? {}).flatMap(({ first, last }) => [first.getTime(), last.getTime()]));
    return [memberId, Math.max(entries.get(memberId) ?? 0, ...acts.filter((at) => at <= bucket.from))];
  });
  return new Map(signs.filter(([, at]) => at > 0 && bucket.from - at <= MOST_HOURS * HOUR_MS).map(([memberId, at]) => [memberId, new Date(at)]));
}

async function readRows(ids: readonly string[]): Promise<Map<string, ProofRow>> {
  const rows = new Map<string, ProofRow>();
  for (let start = 0; start < ids.length; start += IDS_A_READ)
    for (const row of await proofs().find({ _id: { $in: ids.slice(start, start + IDS_A_READ) } }).toArray()) rows.set(row._id, row);
  return rows;
}
