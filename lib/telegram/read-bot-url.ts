import { ClubError } from "@/lib/platform/errors";
import { botLink, miniAppLink } from "@/lib/platform/telegram-api";

/**
 * The address that opens the bot, or with `place` its Mini App at that place (A-Z a-z 0-9 _ -, at most 64), in Telegram.
 * Null while Telegram is off or its answer is needed and does not come.
 */
export async function readBotUrl({ place }: { place?: string }): Promise<string | null> {
  try {
    return place === undefined ? await botLink("club") : await miniAppLink(place);
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return null;
    throw error;
  }
}
