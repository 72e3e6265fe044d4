import type { Collection, Filter } from "mongodb";

const PAGE = 500;
/** Far above any group of Telegram (200,000): a loop that is longer than this is broken. */
const MAX_PAGES = 2_000;

/** All rows that match, page by page in the order of their ids: what is written meanwhile disturbs nothing. */
export async function* rowsOf<T extends { _id: string }>(collection: Collection<T>, filter: Filter<T>): AsyncGenerator<T> {
  let after = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const rows = (await collection.find({ $and: [filter, { _id: { $gt: after } }] } as Filter<T>).sort({ _id: 1 }).limit(PAGE).toArray()) as T[];
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?._id ?? "";
  }
}
