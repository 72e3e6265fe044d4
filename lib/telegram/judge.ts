import { standingOf } from "@/lib/membership/find-standing";
import { ClubError } from "@/lib/platform/errors";
import { type Verdict, verdictOf } from "./door-rules";
import { memberOfTelegram } from "./find-link";

/** Whether a Telegram account belongs inside, by its link and the chain's word now. Never throws for a chain that is away. */
export async function judge({ telegramId }: { telegramId: number }): Promise<Verdict> {
  const memberId = await memberOfTelegram({ telegramId });
  if (!memberId) return "not_linked";
  try {
    return verdictOf(await standingOf({ memberId }));
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return "unknown";
    throw error;
  }
}
