import { Composer, InlineKeyboard } from "grammy";
import { ClubError } from "@/lib/platform/errors";
import { clubUrl } from "@/lib/telegram/club-link";
import { endLinkOfTelegram } from "@/lib/telegram/end-link";
import { markBlocked, markReachable } from "@/lib/telegram/find-link";
import { answerOffer, offerLink } from "@/lib/telegram/offer-link";
import { isLinkCode, telegramNameOf } from "@/lib/telegram/rules";
import { type ClubContext, show } from "./context";
import { homeScreen } from "./home";
import { pageButton } from "./keyboards";

export const linking = new Composer<ClubContext>();
const inPrivate = linking.chatType("private");

/** The sentence for an expected refusal; anything else is a fault and goes to the error boundary. */
function sentence(ctx: ClubContext, error: unknown): string {
  const reason = error instanceof ClubError ? error.reason : undefined;
  if (reason === "link_expired") return ctx.t("telegram.linkExpired", { url: clubUrl("/settings") });
  if (reason === "telegram_taken") return ctx.t("telegram.telegramTaken");
  if (error instanceof ClubError && reason === "rate_limited") return ctx.t("telegram.tooManyCodes", { minutes: Math.ceil((error.retryAfter ?? 60) / 60) });
  throw error;
}

/** Somebody brought a code: shows whose account it is for and asks. */
async function offer(ctx: ClubContext, code: string): Promise<void> {
  if (!ctx.from) return;
  try {
    const { codeId, name, wallet } = await offerLink({ code, telegramId: ctx.from.id, telegramName: telegramNameOf(ctx.from), locale: ctx.locale });
    const keyboard = new InlineKeyboard().text(ctx.t("telegram.agree"), `link:yes:${codeId}`).text(ctx.t("telegram.decline"), `link:no:${codeId}`);
    await show(ctx, { text: ctx.t("telegram.offer", { name, wallet, telegram: telegramNameOf(ctx.from) }), keyboard });
  } catch (error) {
    await show(ctx, { text: sentence(ctx, error) });
  }
}

inPrivate.command("start", async (ctx) => {
  await markReachable({ telegramId: ctx.from.id });
  const code = ctx.match.trim();
  await (isLinkCode(code) ? offer(ctx, code) : show(ctx, await homeScreen(ctx)));
});

inPrivate.command("link", async (ctx) => {
  const code = ctx.match.trim();
  if (code) return offer(ctx, code);
  await show(ctx, { text: ctx.t("telegram.howToLink", { url: clubUrl("/settings") }), keyboard: pageButton(ctx, ctx.t("telegram.openSettings"), "/settings") });
});

/** A code pasted by itself. */
inPrivate.hears(/^\s*([\w-]{43})\s*$/, (ctx) => offer(ctx, ctx.match[1] ?? ""));

inPrivate.callbackQuery(/^link:(yes|no):([\w-]{43})$/, async (ctx) => {
  const agree = ctx.match[1] === "yes";
  let text: string;
  try {
    await answerOffer({ codeId: ctx.match[2] ?? "", telegramId: ctx.from.id, agree });
    text = ctx.t(agree ? "telegram.agreed" : "telegram.declined");
  } catch (error) {
    text = sentence(ctx, error);
  }
  await show(ctx, { text });
});

inPrivate.command("unlink", async (ctx) => {
  const ended = await endLinkOfTelegram({ telegramId: ctx.from.id });
  await show(ctx, { text: ctx.t(ended ? "telegram.unlinked" : "telegram.notLinked") });
});

/** Telegram says that somebody stopped the bot or took it back. */
inPrivate.on("my_chat_member", async (ctx) => {
  const stopped = ctx.myChatMember.new_chat_member.status === "kicked";
  await (stopped ? markBlocked : markReachable)({ telegramId: ctx.from.id });
});
