import { Composer, InlineKeyboard } from "grammy";
import { ClubError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { endLinkOfTelegram } from "@/lib/telegram/end-link";
import { answerOffer, offerLink } from "@/lib/telegram/offer-link";
import { isLinkCode, telegramNameOf } from "@/lib/telegram/rules";
import { markReachable, memberOfTelegram } from "@/lib/telegram/send-notice";
import type { ClubContext } from "./context";

export const linking = new Composer<ClubContext>();
const inPrivate = linking.chatType("private");

/** The sentence for an expected refusal; anything else is a fault and goes to the error boundary. */
function sentence(ctx: ClubContext, error: unknown): string {
  if (error instanceof ClubError && error.reason === "link_expired") return ctx.t("telegram.linkExpired", { url: `${env().APP_URL}/settings` });
  if (error instanceof ClubError && error.reason === "telegram_taken") return ctx.t("telegram.telegramTaken");
  throw error;
}

inPrivate.command("start", async (ctx) => {
  await markReachable({ telegramId: ctx.from.id });
  const code = ctx.match.trim();
  if (!isLinkCode(code)) {
    const linked = await memberOfTelegram({ telegramId: ctx.from.id });
    await ctx.reply(ctx.t(linked ? "telegram.welcomeLinked" : "telegram.welcome", { url: `${env().APP_URL}/settings` }));
    return;
  }
  try {
    const offer = await offerLink({ code, telegramId: ctx.from.id, telegramName: telegramNameOf(ctx.from), locale: ctx.locale });
    await ctx.reply(ctx.t("telegram.offer", { name: offer.name, wallet: offer.wallet }), {
      reply_markup: new InlineKeyboard().text(ctx.t("telegram.agree"), `link:yes:${offer.codeId}`).text(ctx.t("telegram.decline"), `link:no:${offer.codeId}`),
    });
  } catch (error) {
    await ctx.reply(sentence(ctx, error));
  }
});

inPrivate.callbackQuery(/^link:(yes|no):([\w-]{43})$/, async (ctx) => {
  const agree = ctx.match[1] === "yes";
  let text: string;
  try {
    await answerOffer({ codeId: ctx.match[2] ?? "", telegramId: ctx.from.id, agree });
    text = ctx.t(agree ? "telegram.agreed" : "telegram.declined");
  } catch (error) {
    text = sentence(ctx, error);
  }
  await ctx.answerCallbackQuery();
  await ctx.editMessageText(text);
});

inPrivate.command("link", (ctx) => ctx.reply(ctx.t("telegram.howToLink", { url: `${env().APP_URL}/settings` })));

inPrivate.command("unlink", async (ctx) => {
  const ended = await endLinkOfTelegram({ telegramId: ctx.from.id });
  await ctx.reply(ctx.t(ended ? "telegram.unlinked" : "telegram.notLinked"));
});

inPrivate.command("help", (ctx) => ctx.reply(ctx.t("telegram.help", { url: env().APP_URL })));
