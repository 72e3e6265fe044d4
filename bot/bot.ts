import { Bot, GrammyError } from "grammy";
import { isDatabaseAway } from "@/lib/platform/database-state";
import { env } from "@/lib/platform/env";
import { LOCALES, translator } from "@/lib/platform/i18n";
import { log } from "@/lib/platform/log";
import { telegramAccess } from "@/lib/platform/telegram-api";
import { clubLink } from "@/lib/telegram/club-link";
import { type ClubContext, speakTheirLanguage } from "./context";
import { door } from "./door";
import { home, leftovers } from "./home";
import { linking } from "./linking";
import { progress } from "./progress";
import { rooms } from "./rooms";
import { settings } from "./settings";

const REQUEST_TIMEOUT_SECONDS = 10;
const COMMANDS = ["live", "next", "me", "top", "settings", "link", "unlink", "help"] as const;

/** What passes by itself: the update is handled again later. */
const isPassing = (error: unknown): boolean => isDatabaseAway(error) || (error instanceof GrammyError && error.error_code === 429);

/** Puts the bot together: one composer per domain behind an error boundary that answers with a sentence. */
export function assembleBot(): Bot<ClubContext> {
  const { token, apiRoot } = telegramAccess();
  const bot = new Bot<ClubContext>(token, { client: { apiRoot, timeoutSeconds: REQUEST_TIMEOUT_SECONDS } });
  bot.use(speakTheirLanguage);
  bot
    .errorBoundary(async ({ error, ctx }) => {
      if (isPassing(error)) throw error;
      log("bot").error({ err: error, update: ctx.update.update_id }, "a handler failed");
      // Who stopped the bot meanwhile cannot be told, and that is no second fault.
      if (ctx.chat?.type === "private") await ctx.reply(ctx.t("telegram.fault")).catch(() => undefined);
    })
    .use(door, linking, home, rooms, progress, settings, leftovers);
  return bot;
}

/** Puts the Mini App beside the message field of every chat with the bot, where Telegram takes its address. */
export async function offerMiniApp(bot: Bot<ClubContext>): Promise<void> {
  const url = clubLink("/tg");
  const text = translator(env().TELEGRAM_CHANNEL_LOCALE)("telegram.menu.open");
  await bot.api.setChatMenuButton({ menu_button: url ? { type: "web_app", text, web_app: { url } } : { type: "commands" } });
}

/** Tells Telegram the bot's commands in every language of the club; English for all others. */
export async function publishCommands(bot: Bot<ClubContext>): Promise<void> {
  for (const locale of LOCALES) {
    const t = translator(locale);
    const list = COMMANDS.map((command) => ({ command, description: t(`telegram.commands.${command}`) }));
    await bot.api.setMyCommands(list, locale === "en" ? {} : { language_code: locale });
  }
}
