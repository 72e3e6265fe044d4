import { Bot } from "grammy";
import { log } from "@/lib/platform/log";
import { telegramAccess } from "@/lib/platform/telegram-api";
import { type ClubContext, speakTheirLanguage } from "./context";
import { linking } from "./linking";

const REQUEST_TIMEOUT_SECONDS = 10;

/** Puts the bot together: one composer per domain behind an error boundary that answers with a sentence. */
export function assembleBot(): Bot<ClubContext> {
  const { token, apiRoot } = telegramAccess();
  const bot = new Bot<ClubContext>(token, { client: { apiRoot, timeoutSeconds: REQUEST_TIMEOUT_SECONDS } });
  bot.use(speakTheirLanguage);
  bot
    .errorBoundary(async ({ error, ctx }) => {
      log("bot").error({ err: error, update: ctx.update.update_id }, "a handler failed");
      if (ctx.chat?.type === "private") await ctx.reply(ctx.t("telegram.fault"));
    })
    .use(linking);
  return bot;
}
