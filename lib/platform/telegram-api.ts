import { Api, BotError, GrammyError, HttpError } from "grammy";
import { env } from "./env";
import { ClubError } from "./errors";
import { scrub } from "./log";

const REQUEST_TIMEOUT_SECONDS = 10;
let client: Api | undefined;
let username: string | undefined;

/** True when a bot token is configured; without one the club runs with Telegram off. */
export const isTelegramOn = (): boolean => Boolean(env().TELEGRAM_BOT_TOKEN);

/** The bot's token and API root. @throws ClubError unavailable (`telegram_off`) when no token is configured */
export function telegramAccess(): { token: string; apiRoot: string } {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT } = env();
  if (!token) throw new ClubError("unavailable", "Telegram is switched off: no bot token is configured.", { reason: "telegram_off" });
  return { token, apiRoot: TELEGRAM_API_ROOT ?? "https://api.telegram.org" };
}

const linkTo = async (query: string): Promise<string> => `${env().TELEGRAM_LINK_ROOT ?? "https://t.me"}/${await botUsername()}?${query}`;

/** A link that opens the bot in Telegram, with a start parameter of at most 64 characters of A-Z a-z 0-9 _ -. */
export const botLink = (start: string): Promise<string> => linkTo(`start=${start}`);

/** A link that opens the bot's Mini App, with such a parameter. */
export const miniAppLink = (start: string): Promise<string> => linkTo(`startapp=${start}`);

/** The Bot API without any retrying around it: a repeated send is a doubled message. */
export function telegramApi(): Api {
  const { token, apiRoot } = telegramAccess();
  return (client ??= new Api(token, { apiRoot, timeoutSeconds: REQUEST_TIMEOUT_SECONDS }));
}

/** The bot's user name without @: from the configuration, or asked once. */
export async function botUsername(): Promise<string> {
  username ??= env().TELEGRAM_BOT_USERNAME;
  if (username) return username;
  try {
    username = (await telegramApi().getMe()).username;
    return username;
  } catch (cause) {
    throw new ClubError("unavailable", "Telegram does not answer.", { reason: "telegram_away", cause });
  }
}

/** Seconds that Telegram asks to wait in its answer 429; 0 for every other error. */
export const retryAfterOf = (error: unknown): number => {
  const cause = error instanceof BotError ? error.error : error;
  return cause instanceof GrammyError && cause.error_code === 429 ? (cause.parameters.retry_after ?? 1) : 0;
};

/**
 * What became of a send. `unknown`: the request left and no answer came, so the message may be there; it is never
 * repeated by itself. `limited`: surely not delivered, allowed again after `retryAfter` seconds. `migrated`: surely not
 * delivered, the group has another id now.
 */
export type SendOutcome =
  | { state: "sent"; messageId: number }
  | { state: "limited"; retryAfter: number }
  | { state: "blocked"; error: string }
  | { state: "migrated"; chatId: number }
  | { state: "refused"; error: string }
  | { state: "unknown"; error: string };

/** Runs one send and sorts its outcome by what Telegram guarantees. Never throws for a failed send. */
export async function sendOnce(send: (api: Api) => Promise<{ message_id: number }>): Promise<SendOutcome> {
  try {
    return { state: "sent", messageId: (await send(telegramApi())).message_id };
  } catch (error) {
    if (error instanceof GrammyError) {
      if (error.error_code === 429) return { state: "limited", retryAfter: retryAfterOf(error) };
      if (error.error_code === 403) return { state: "blocked", error: error.description };
      if (error.parameters.migrate_to_chat_id) return { state: "migrated", chatId: error.parameters.migrate_to_chat_id };
      if (error.error_code >= 500) return { state: "unknown", error: error.description };
      return { state: "refused", error: error.description };
    }
    if (error instanceof HttpError) return { state: "unknown", error: scrub(error.message) };
    throw error;
  }
}
