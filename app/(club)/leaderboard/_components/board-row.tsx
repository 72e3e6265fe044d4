import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { Avatar } from "@/app/_components/ui/avatar";
import { cx } from "@/app/_components/ui/cx";
import type { LeaderboardView } from "@/lib/xp/schema";

type Row = LeaderboardView["items"][number];

/** One place of the board. */
export async function BoardRow({ row, own }: { row: Row; own: boolean }) {
  const [t, format] = await Promise.all([getTranslations("leaderboard"), getFormatter()]);
  return (
    <li className={cx(own && "bg-accent/10")} data-own={own || undefined}>
      <Link href={`/members/${row.person.wallet}`} prefetch={false} className="flex min-h-14 items-center gap-4 px-4 py-2 transition-colors duration-150 hover:bg-raised">
        <span className={cx("w-8 shrink-0 text-right text-sm tabular-nums", row.rank <= 3 ? "font-semibold text-accent" : "text-muted")}>{format.number(row.rank)}</span>
        <Avatar wallet={row.person.wallet} size={40} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 items-center gap-2 text-sm font-medium">
            <span className="truncate">{row.person.name}</span>
            {own ? <span className="shrink-0 font-normal text-muted">· {t("you")}</span> : null}
          </span>
          <span className="text-xs text-muted">{t("level", { level: row.level })}</span>
        </span>
        <span className="shrink-0 text-sm font-medium tabular-nums">{t("xp", { xp: format.number(row.xp) })}</span>
      </Link>
    </li>
  );
}
