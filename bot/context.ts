import type { Context } from "grammy";
import { type Locale, localeOf, translator } from "@/lib/platform/i18n";

export type ClubContext = Context & { locale: Locale; t: ReturnType<typeof translator> };

/** Gives every handler the reader's language, as their Telegram says it. */
export async function speakTheirLanguage(ctx: ClubContext, next: () => Promise<void>): Promise<void> {
  ctx.locale = localeOf(ctx.from?.language_code);
  ctx.t = translator(ctx.locale);
  await next();
}
