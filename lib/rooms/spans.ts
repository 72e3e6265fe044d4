/** A stretch of time in epoch ms, `from` included, `to` not. */
export type Span = { from: number; to: number };

/** The same time as ordered spans that neither touch nor overlap; empty and backward ones are gone. */
export function united(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** The time that is in both. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const [left, right, result] = [united(a), united(b), [] as Span[]];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [x, y] = [left[i], right[j]];
    if (!x || !y) break;
    const [from, to] = [Math.max(x.from, y.from), Math.min(x.to, y.to)];
    if (to > from) result.push({ from, to });
    if (x.to < y.to) i += 1;
    else j += 1;
  }
  return result;
}

/** The time of `a` that is not in `b`. */
export function without(a: readonly Span[], b: readonly Span[]): Span[] {
  const result: Span[] = [];
  const cuts = united(b);
  for (const span of united(a)) {
    let from = span.from;
    for (const cut of cuts) {
      if (cut.to <= from || cut.from >= span.to) continue;
      if (cut.from > from) result.push({ from, to: cut.from });
      from = Math.max(from, cut.to);
    }
    if (from < span.to) result.push({ from, to: span.to });
  }
  return result;
}

export const lengthOf = (spans: readonly Span[]): number => united(spans).reduce((sum, { from, to }) => sum + to - from, 0);

/** The time in which at least `n` of the given (each one's spans taken together) were there. */
export function atLeast(n: number, each: Iterable<readonly Span[]>): Span[] {
  const edges: { at: number; by: 1 | -1 }[] = [];
  for (const spans of each) for (const { from, to } of united(spans)) edges.push({ at: from, by: 1 }, { at: to, by: -1 });
  // Ends before beginnings at the same moment: a span does not hold its own end.
  edges.sort((a, b) => a.at - b.at || a.by - b.by);
  const result: Span[] = [];
  let there = 0;
  let since: number | null = null;
  for (const { at, by } of edges) {
    there += by;
    if (there >= n && since === null) since = at;
    else if (there < n && since !== null) {
      result.push({ from: since, to: at });
      since = null;
    }
  }
  return united(result);
}
