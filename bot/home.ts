import { Composer } from "grammy";
import { memberOfTelegram } from "@/lib/telegram/find-link";
import { clubUrl } from "@/lib/telegram/club-link";
import { type ClubContext, type Screen, show } from "./context";
import { menu, pageButton } from "./keyboards";

export const home = new Composer<ClubContext>();
const inPrivate = home.chatType("private");

/** The first screen: what the bot is for, and the menu; who is not linked is led to linking first. */
export async function homeScreen(ctx: ClubContext): Promise<Screen> {
  const linked = ctx.from ? await memberOfTelegram({ telegramId: ctx.from.id }) : null;
  if (linked) return { text: ctx.t("telegram.welcomeLinked"), keyboard: menu(ctx) };
  const url = clubUrl("/settings");
  return { text: ctx.t("telegram.welcome", { url }), keyboard: pageButton(ctx, ctx.t("telegram.openSettings"), "/settings") };
}

inPrivate.command("help", (ctx) => show(ctx, { text: ctx.t("telegram.help", { url: clubUrl("/") }), keyboard: menu(ctx) }));
inPrivate.callbackQuery("go:menu", async (ctx) => show(ctx, await homeScreen(ctx)));

/** Whatever else is written or pressed: what can be done here. Stands last. */
export const leftovers = new Composer<ClubContext>();
leftovers.chatType("private").on("message", (ctx) => show(ctx, { text: ctx.t("telegram.notUnderstood"), keyboard: menu(ctx) }));
leftovers.on("callback_query:data", async (ctx) => show(ctx, await homeScreen(ctx)));
