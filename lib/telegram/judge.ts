import { setTimeout as sleep } from "node:timers/promises";
import { standingOf } from "@/lib/membership/find-standing";
import { ClubError } from "@/lib/platform/errors";
import { type Verdict, verdictOf } from "./door-rules";
import { memberOfTelegram } from "./find-link";

/** Telegram wants some of its answers within ten seconds. */
const PATIENCE_MS = 5_000;

/**
 * Whether a Telegram account belongs inside, by its link and the chain's word now. Never throws for a chain that is
 * away, and never waits long for one that is silent.
 */
export async function judge({ telegramId }: { telegramId: number }): Promise<Verdict> {
  const memberId = await memberOfTelegram({ telegramId });
  if (!memberId) return "not_linked";
  try {
    const standing = await Promise.race([standingOf({ memberId }), sleep(PATIENCE_MS, null, { ref: false })]);
    return standing === null ? "unknown" : verdictOf(standing);
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return "unknown";
    throw error;
  }
}
