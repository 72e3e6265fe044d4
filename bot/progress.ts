import { Composer } from "grammy";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { readLeaderboard } from "@/lib/xp/read-leaderboard";
import { readSummary } from "@/lib/xp/read-summary";
import type { ClubContext } from "./context";
import { pageButton } from "./keyboards";
import { forMembers } from "./linked";

export const progress = new Composer<ClubContext>();
const inPrivate = progress.chatType("private");

const me = forMembers(async (ctx, { account }) => {
  const [summary, badges] = await Promise.all([readSummary({ memberId: account._id }), listBadgesOf({ memberId: account._id })]);
  const lines = [
    ctx.t("telegram.meTitle", { name: account.name, level: summary.level }),
    ctx.t("telegram.meXp", { total: summary.total, week: summary.last7Days }),
    summary.nextLevelAt === null ? ctx.t("telegram.meTop") : ctx.t("telegram.meNext", { level: summary.level + 1, missing: summary.nextLevelAt - summary.total }),
    badges.length === 0 ? ctx.t("telegram.meNoBadges") : ctx.t("telegram.meBadges", { count: badges.length, names: badges.map(({ badge }) => badge.name).join(", ") }),
  ];
  return { text: lines.join("\n"), keyboard: pageButton(ctx, ctx.t("telegram.openProgress"), "/progress") };
});

const SHOWN = 10;

const top = forMembers(async (ctx, { account }) => {
  const board = await readLeaderboard({ period: "all", page: 0, me: { id: account._id, name: account.name, wallet: account.wallet } });
  const line = (row: { rank: number; xp: number; level: number; person: { name: string } }) => ctx.t("telegram.topLine", { rank: row.rank, name: row.person.name, xp: row.xp, level: row.level });
  const shown = board.items.slice(0, SHOWN);
  const own = board.me && !shown.some((row) => row.person.id === account._id) ? ["…", line(board.me)] : [];
  const text = shown.length === 0 ? ctx.t("telegram.topNone") : [ctx.t("telegram.topTitle"), ...shown.map(line), ...own].join("\n");
  return { text, keyboard: pageButton(ctx, ctx.t("telegram.openBoard"), "/leaderboard") };
});

inPrivate.command("me", me);
inPrivate.callbackQuery("go:me", me);
inPrivate.command("top", top);
inPrivate.callbackQuery("go:top", top);
