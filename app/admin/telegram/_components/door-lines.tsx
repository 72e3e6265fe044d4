import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Tag } from "@/app/_components/ui/tag";
import type { DoorView } from "@/lib/telegram/schema";

type Who = Pick<DoorView["roster"][number], "name" | "person">;

/** Somebody by the name in Telegram and, where it is known, in the club. */
const Line = ({ who: { name, person }, none, tag, children }: { who: Who; none: string; tag: ReactNode; children?: ReactNode }) => (
  <li className="flex min-h-15 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
    <div className="flex min-w-0 flex-col">
      <span className="truncate text-sm font-medium">{name}</span>
      {person ? <Link href={`/members/${person.wallet}`} className="truncate text-sm text-muted underline underline-offset-2">{person.name}</Link> : <span className="text-sm text-muted">{none}</span>}
    </div>
    <div className="flex flex-wrap items-center gap-3 text-sm text-muted">{children}{tag}</div>
  </li>
);

export function JoinLine({ line, locale }: { line: DoorView["pending"][number]; locale: string }) {
  const t = useTranslations("admin.telegram");
  return (
    <Line who={line} none={t("unlinked")} tag={<Tag tone={line.why === "chain_away" || line.why === "telegram" ? "warn" : "plain"}>{line.why ? t(`why.${line.why}`) : t("why.telegram")}</Tag>}>
      <LocalTime iso={line.askedAt} locale={locale} />
    </Line>
  );
}

export function RosterLine({ line, locale }: { line: DoorView["roster"][number]; locale: string }) {
  const t = useTranslations("admin.telegram");
  const tag = line.admin ? <Tag>{t("groupAdmin")}</Tag> : line.graceUntil ? <Tag tone="warn">{t("grace")}</Tag> : line.verdict ? <Tag tone="warn">{t(`why.${line.verdict}`)}</Tag> : null;
  return (
    <Line who={line} none={t("unlinked")} tag={tag}>
      {line.graceUntil ? <span>{t("graceUntil")} <LocalTime iso={line.graceUntil} locale={locale} /></span> : null}
    </Line>
  );
}
