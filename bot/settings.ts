import { Composer, InlineKeyboard } from "grammy";
import { changeNoticeSettings, readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { clubUrl } from "@/lib/telegram/club-link";
import { memberOfTelegram } from "@/lib/telegram/find-link";
import { USUAL_QUIET } from "@/lib/telegram/rules";
import { NOTICE_KINDS, noticeKind } from "@/lib/telegram/schema";
import { type ClubContext, show } from "./context";
import { pageButton } from "./keyboards";

export const settings = new Composer<ClubContext>();
const inPrivate = settings.chatType("private");

/**
 * For everybody who is linked, with or without a pass: what they hear is theirs to decide. Each press changes one thing,
 * to what its button says: handled twice, it has changed it once.
 */
async function settingsScreen(ctx: ClubContext, press?: { what: string; on: boolean }): Promise<void> {
  const memberId = ctx.from ? await memberOfTelegram({ telegramId: ctx.from.id }) : null;
  if (!memberId) return show(ctx, { text: ctx.t("telegram.linkFirst", { url: clubUrl("/settings") }), keyboard: pageButton(ctx, ctx.t("telegram.openSettings"), "/settings") });
  let now = await readNoticeSettings({ memberId });
  const kind = noticeKind.safeParse(press?.what).data;
  if (press && kind) now = await changeNoticeSettings({ memberId, change: { kinds: { [kind]: press.on } } });
  if (press?.what === "quiet" && press.on !== (now.quiet !== null)) now = await changeNoticeSettings({ memberId, change: { quiet: press.on ? USUAL_QUIET : null } });
  const button = (what: string, isOn: boolean) => `set:${what}:${isOn ? "off" : "on"}`;
  const keyboard = new InlineKeyboard();
  for (const one of NOTICE_KINDS) keyboard.text(ctx.t(now.kinds[one] ? "telegram.switchOn" : "telegram.switchOff", { what: ctx.t(`notices.kinds.${one}`) }), button(one, now.kinds[one])).row();
  const quiet = now.quiet ? ctx.t("telegram.quietOn", { ...now.quiet, zone: now.timeZone }) : ctx.t("telegram.quietOff");
  keyboard.text(ctx.t(now.quiet ? "telegram.quietStop" : "telegram.quietStart", USUAL_QUIET), button("quiet", now.quiet !== null)).row().text(ctx.t("telegram.menu.back"), "go:menu");
  await show(ctx, { text: `${ctx.t("telegram.settingsText", { url: clubUrl("/settings") })}\n\n${quiet}`, keyboard });
}

inPrivate.command("settings", (ctx) => settingsScreen(ctx));
inPrivate.callbackQuery("go:settings", (ctx) => settingsScreen(ctx));
inPrivate.callbackQuery(/^set:(\w+):(on|off)$/, (ctx) => settingsScreen(ctx, { what: ctx.match[1] ?? "", on: ctx.match[2] === "on" }));
/** Buttons of before they named what they do: they show how things are. */
inPrivate.callbackQuery(/^set:\w+$/, (ctx) => settingsScreen(ctx));
