import { Composer, InlineKeyboard } from "grammy";
import { translator } from "@/lib/platform/i18n";
import { listRooms } from "@/lib/rooms/list-rooms";
import type { Actor } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { clubLink, clubUrl } from "@/lib/telegram/club-link";
import { memberOfTelegram } from "@/lib/telegram/find-link";
import { type ClubContext, type Screen, show } from "./context";

export const rooms = new Composer<ClubContext>();
const inPrivate = rooms.chatType("private");

/** What is announced is public, so these two screens need no link. */
const VISITOR: Actor = { id: "", wallet: "", name: "", roles: { owner: false, admin: false, speaker: false, member: false } };
const SHOWN = 8;

function withButtons(ctx: ClubContext, list: readonly RoomView[], label: (room: RoomView) => string, own: string): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const room of list) {
    const url = clubLink(`/rooms/${room.id}`);
    if (url) keyboard.url(label(room), url).row();
  }
  return keyboard.text(ctx.t("telegram.menu.refresh"), own).text(ctx.t("telegram.menu.back"), "go:menu");
}

async function liveScreen(ctx: ClubContext): Promise<Screen> {
  const list = (await listRooms({ actor: VISITOR, state: "live" })).items.slice(0, SHOWN);
  if (list.length === 0) return { text: ctx.t("telegram.liveNone"), keyboard: new InlineKeyboard().text(ctx.t("telegram.menu.next"), "go:next").text(ctx.t("telegram.menu.refresh"), "go:live") };
  const lines = list.map((room) => ctx.t("telegram.liveLine", { title: room.title, host: room.host.name, count: room.listeners }));
  return { text: [ctx.t("telegram.liveTitle"), ...lines].join("\n\n"), keyboard: withButtons(ctx, list, (room) => ctx.t("telegram.joinTitle", { title: room.title }), "go:live") };
}

async function nextScreen(ctx: ClubContext): Promise<Screen> {
  const list = (await listRooms({ actor: VISITOR, state: "scheduled" })).items.slice(0, SHOWN);
  if (list.length === 0) return { text: ctx.t("telegram.nextNone", { url: clubUrl("/rooms") }), keyboard: new InlineKeyboard().text(ctx.t("telegram.menu.back"), "go:menu") };
  const memberId = ctx.from ? await memberOfTelegram({ telegramId: ctx.from.id }) : null;
  const { timeZone } = memberId ? await readNoticeSettings({ memberId }) : { timeZone: "UTC" };
  const t = translator(ctx.locale, timeZone);
  const lines = list.map((room) => t("telegram.nextLine", { title: room.title, host: room.host.name, at: new Date(room.scheduledAt ?? 0), zone: timeZone }));
  return { text: [ctx.t("telegram.nextTitle"), ...lines].join("\n\n"), keyboard: withButtons(ctx, list, (room) => room.title, "go:next") };
}

const live = async (ctx: ClubContext) => show(ctx, await liveScreen(ctx));
const next = async (ctx: ClubContext) => show(ctx, await nextScreen(ctx));
inPrivate.command("live", live);
inPrivate.callbackQuery("go:live", live);
inPrivate.command("next", next);
inPrivate.callbackQuery("go:next", next);
