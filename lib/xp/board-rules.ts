import type { TotalsRow } from "./store";

/** The periods of the leaderboard, with the field of the totals that each is ranked by. */
export const PERIOD_FIELD = { all: "total", "30d": "d30", "7d": "d7" } as const;
export type Period = keyof typeof PERIOD_FIELD;
export const PERIOD_NAMES = Object.keys(PERIOD_FIELD) as Period[];

/** XP values per chunk document: small enough to read one for each rank, large enough that the chunks stay few. */
const CHUNK = 1_000;

export const chunkOf = (xp: number): number => Math.floor(xp / CHUNK);

/** One change of a counts document: `$inc` of one field. */
export type CountMove = { id: string; field: string; by: 1 | -1 };

/** The moves that take a member from one set of totals to the next. Members without XP in a period are not counted. */
export function countMoves(before: Pick<TotalsRow, "total" | "d30" | "d7"> | null, after: Pick<TotalsRow, "total" | "d30" | "d7"> | null): CountMove[] {
  return PERIOD_NAMES.flatMap((period) => {
    const from = Math.max(0, before?.[PERIOD_FIELD[period]] ?? 0);
    const to = Math.max(0, after?.[PERIOD_FIELD[period]] ?? 0);
    if (from === to) return [];
    return [...(from > 0 ? movesOf(period, from, -1) : []), ...(to > 0 ? movesOf(period, to, 1) : [])];
  });
}

function movesOf(period: Period, xp: number, by: 1 | -1): CountMove[] {
  const chunk = chunkOf(xp);
  return [
    { id: `${period}:${chunk}`, field: `n.${xp}`, by },
    { id: period, field: `n.${chunk}`, by },
  ];
}

/** 1 + members with more, from the sums of the chunks and the values of the own chunk. */
export function rankFrom(xp: number, chunks: Readonly<Record<string, number>>, own: Readonly<Record<string, number>>): number {
  const above = Object.entries(chunks).reduce((sum, [chunk, n]) => (Number(chunk) > chunkOf(xp) ? sum + n : sum), 0);
  const within = Object.entries(own).reduce((sum, [value, n]) => (Number(value) > xp ? sum + n : sum), 0);
  return 1 + above + within;
}
