import { ClubError } from "@/lib/platform/errors";

/** What was asked for, or null while something it needs does not answer: the page says so instead of failing. */
export async function orAway<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return null;
    throw error;
  }
}
