import { InlineKeyboard } from "grammy";
import { clubLink } from "@/lib/telegram/club-link";
import type { ClubContext } from "./context";

/** The bot's own screens, as buttons: nothing has to be typed. */
export function menu(ctx: ClubContext): InlineKeyboard {
  const keyboard = new InlineKeyboard()
    .text(ctx.t("telegram.menu.live"), "go:live")
    .text(ctx.t("telegram.menu.next"), "go:next")
    .row()
    .text(ctx.t("telegram.menu.me"), "go:me")
    .text(ctx.t("telegram.menu.top"), "go:top")
    .row()
    .text(ctx.t("telegram.menu.settings"), "go:settings");
  const url = clubLink("/tg");
  return url ? keyboard.row().webApp(ctx.t("telegram.menu.open"), url) : keyboard;
}

/** One button to a page of the club, where Telegram takes its address, and the way back to the menu. */
export function pageButton(ctx: ClubContext, label: string, path: string): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const url = clubLink(path);
  if (url) keyboard.url(label, url).row();
  return keyboard.text(ctx.t("telegram.menu.back"), "go:menu");
}
