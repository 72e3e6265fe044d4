import type { Context, InlineKeyboard } from "grammy";
import { GrammyError } from "grammy";
import { type Locale, localeOf, translator } from "@/lib/platform/i18n";
import { fitText } from "@/lib/telegram/rules";

export type ClubContext = Context & { locale: Locale; t: ReturnType<typeof translator> };

/** Gives every handler the reader's language, as their Telegram says it. */
export async function speakTheirLanguage(ctx: ClubContext, next: () => Promise<void>): Promise<void> {
  ctx.locale = localeOf(ctx.from?.language_code);
  ctx.t = translator(ctx.locale);
  await next();
}

export type Screen = { text: string; keyboard?: InlineKeyboard };

/** What Telegram refuses without harm: the same screen once more, a press on an old message, a message that was deleted. */
const HARMLESS = /message is not modified|query is too old|message to edit not found|message can't be edited/;
const letPass = (error: unknown): void => {
  if (!(error instanceof GrammyError && HARMLESS.test(error.description))) throw error;
};

/** Shows a screen: a command gets a message, a press changes the message it was under. */
export async function show(ctx: ClubContext, { text, keyboard }: Screen): Promise<void> {
  const rest = keyboard ? { reply_markup: keyboard } : {};
  if (!ctx.callbackQuery) {
    await ctx.reply(fitText(text), rest);
    return;
  }
  await ctx.answerCallbackQuery().catch(letPass);
  await ctx.editMessageText(fitText(text), rest).catch(letPass);
}
