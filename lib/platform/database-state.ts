import { ClubError } from "./errors";
import { database } from "./mongo";

/** True when the database could not be reached or did not answer: nothing was decided, the caller may try again. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  ["MongoServerSelectionError", "MongoNetworkError", "MongoNetworkTimeoutError", "MongoTopologyClosedError", "MongoNotConnectedError", "MongoClientClosedError", "MongoPoolClearedError"].includes(error.name);

/** Throws `unavailable` unless the database answers within 3 s. */
export async function pingDatabase(): Promise<void> {
  try {
    await database().command({ ping: 1 });
  } catch (cause) {
    throw new ClubError("unavailable", "The database does not answer.", { reason: "database_away", cause });
  }
}
