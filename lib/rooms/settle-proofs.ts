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

async function readRows(ids: readonly string[]): Promise<Map<string, ProofRow>> {
  const rows = new Map<string, ProofRow>();
  for (let start = 0; start < ids.length; start += IDS_A_READ)
    for (const row of await proofs().find({ _id: { $in: ids.slice(start, start + IDS_A_READ) } }).toArray()) rows.set(row._id, row);
  return rows;
}
