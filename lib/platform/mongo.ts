import { type Collection, type Db, type Document, type Filter, type IndexDescription, MongoClient, MongoServerError, type WithId } from "mongodb";
import { env } from "./env";

// Kept on globalThis: a hot reload re-runs modules, and each new client would open its own pool.
const shared = globalThis as typeof globalThis & { clubMongo?: MongoClient; clubDatabase?: Db };

function client(): MongoClient {
  shared.clubMongo ??= new MongoClient(env().MONGODB_URI, {
    serverSelectionTimeoutMS: 3_000,
    connectTimeoutMS: 3_000,
    socketTimeoutMS: 20_000,
    maxPoolSize: 20,
    ignoreUndefined: true,
  });
  return shared.clubMongo;
}

/** The club's database. One object for all calls: the driver works out its options anew for each. */
export const database = (): Db => (shared.clubDatabase ??= client().db(env().MONGODB_DB));

/** Closes the connections of this process; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = shared.clubMongo;
  delete shared.clubMongo;
  delete shared.clubDatabase;
  await open?.close();
}

const declared = new Map<string, IndexDescription[]>();

/**
 * Declares a collection with its indexes and gives a function that opens it. Called once per collection, in the
 * domain's store.ts; `createDeclaredIndexes` makes the indexes of every store that was loaded.
 */
export function defineCollection<T extends Document>(name: string, indexes: IndexDescription[] = []): () => Collection<T> {
  declared.set(name, indexes);
  return () => database().collection<T>(name);
}

/** Creates the indexes of all declared collections; harmless when they are there. */
export async function createDeclaredIndexes(): Promise<void> {
  for (const [name, indexes] of declared) if (indexes.length > 0) await database().collection(name).createIndexes(indexes);
}

const ROWS_A_PAGE = 2_000;

/** Every row of a collection whose ids are texts, in their order, read a page at a time: never all at once, on no server. */
export async function* rowsById<T extends { _id: string }>(collection: Collection<T>, projection: Document = {}): AsyncGenerator<WithId<T>> {
  for (let after = ""; ; ) {
    const page = await collection.find({ _id: { $gt: after } } as Filter<T>, { projection }).sort({ _id: 1 }).limit(ROWS_A_PAGE).toArray();
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_PAGE) return;
    after = last._id;
  }
}

const DUPLICATE = 11000;

/** True when a write met a document with the same `_id` or unique key: for an idempotent effect, "already done". */
export const isDuplicateKey = (error: unknown): boolean => error instanceof MongoServerError && error.code === DUPLICATE;

/**
 * The places in a bulk insert whose document was there already; nothing else went wrong with it.
 * @throws the error itself when it is anything but documents that were there
 */
export function duplicatesOf(error: unknown): Set<number> {
  if (!isDuplicateKey(error)) throw error;
  const listed: unknown = (error as { writeErrors?: unknown }).writeErrors;
  const faults = (Array.isArray(listed) ? listed : [listed]) as { index: number; code: number }[];
  if (faults.some((fault) => fault?.code !== DUPLICATE)) throw error;
  return new Set(faults.map((fault) => fault.index));
}
