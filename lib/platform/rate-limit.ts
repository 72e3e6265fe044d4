import { RateLimiterMongo, RateLimiterRes } from "rate-limiter-flexible";
import { ClubError } from "./errors";
import { log } from "./log";
import { database } from "./mongo";

/** Requests allowed in a window, per key: an IP before sign-in, a member after it. The same in the demo club. */
export const LIMITS = {
  nonce: { points: 60, seconds: 60 },
  sign_in: { points: 60, seconds: 60 },
  reads: { points: 600, seconds: 60 },
  writes: { points: 60, seconds: 60 },
  chat: { points: 5, seconds: 10 },
  reactions: { points: 4, seconds: 1 },
  token: { points: 20, seconds: 60 },
  link_code: { points: 10, seconds: 600 },
} as const;

export type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterMongo>();
let indexed: Promise<void> | undefined;

/** Once per process, and before the first count: a write beside the making of an index fails on the embedded database. */
function indexOnce(limiter: RateLimiterMongo): Promise<void> {
  indexed ??= limiter.createIndexes().catch((error: unknown) => {
    indexed = undefined;
    throw error;
  });
  return indexed;
}

function limiter(name: LimitName): RateLimiterMongo {
  let found = limiters.get(name);
  if (!found) {
    const { points, seconds } = LIMITS[name];
    found = new RateLimiterMongo({ storeClient: database(), dbName: database().databaseName, tableName: "rate_limits", keyPrefix: name, points, duration: seconds, disableIndexesCreation: true });
    limiters.set(name, found);
  }
  return found;
}

/**
 * Counts one request of `key` against a limit.
 * @throws ClubError rate_limited with `retryAfter` in seconds; unavailable when the counter cannot be kept, because a
 *   limit that is not counted is no limit
 */
export async function consumeLimit(name: LimitName, key: string): Promise<void> {
  try {
    const counter = limiter(name);
    await indexOnce(counter);
    await counter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new ClubError("rate_limited", `Too many requests. Try again in ${retryAfter} s.`, { reason: "rate_limited", retryAfter });
    }
    log("rate-limit").warn({ name, error: error instanceof Error ? error.message : String(error) }, "the counter is away");
    throw new ClubError("unavailable", "The club cannot answer right now. Nothing was changed.", { reason: "database_away", cause: error });
  }
}
