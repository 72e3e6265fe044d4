"use client";
import { Check, ChevronDown, Trash2 } from "lucide-react";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import Link from "next/link";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Avatar } from "@/app/_components/ui/avatar";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Menu } from "@/app/_components/ui/menu";
import { Tag } from "@/app/_components/ui/tag";
import { MUTE_MINUTES } from "@/lib/chat/rules";
import type { ReportAct, ReportView } from "@/lib/chat/schema";

const LENGTHS = Object.keys(MUTE_MINUTES) as (keyof typeof MUTE_MINUTES)[];
const LINK = "rounded-inner font-medium underline-offset-4 hover:underline";

/** One reported message as it was, who reported it and why, and what can be done. */
export function ReportCard({ report, busy, onDecide }: { report: ReportView; busy: boolean; onDecide: (act: ReportAct) => void }) {
  const t = useTranslations("admin.reports");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const { author, reasons, count, text, gone } = report;
  const said = reasons.filter(({ reason }) => reason !== "");
  return (
    <li>
      <Card className="flex flex-col gap-4">
        <div className="flex items-start gap-3">
          {author ? <Avatar wallet={author.wallet} size={40} /> : null}
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              {author ? <Link href={`/members/${author.wallet}`} prefetch={false} className={LINK}>{author.name}</Link> : <span className="font-medium">{t("nobody")}</span>}
              <Tag tone={count > 2 ? "bad" : "plain"}>{t("count", { count })}</Tag>
              {gone ? <Tag>{t("gone")}</Tag> : null}
            </p>
            <p className="text-xs text-muted">
              <Link href={`/rooms/${report.roomId}`} prefetch={false} className="underline-offset-4 hover:underline">{report.roomTitle ?? t("room")}</Link>
              {" · "}
              <LocalTime iso={report.firstAt} locale={locale} />
              {" · "}
              {t("waits", { since: format.relativeTime(new Date(report.firstAt), now) })}
            </p>
          </div>
        </div>
        <blockquote dir="auto" className="rounded-inner bg-raised p-3 text-sm [unicode-bidi:isolate] break-words whitespace-pre-wrap">{text}</blockquote>
        {said.length > 0 ? (
          <ul className="flex flex-col gap-1 text-sm text-muted">
            {said.map(({ by, reason }, index) => <li key={index} className="break-words"><span className="font-medium text-text">{by?.name ?? t("nobody")}</span> {reason}</li>)}
          </ul>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button size="sm" busy={busy} icon={<Check aria-hidden size={16} />} onClick={() => onDecide({ act: "dismiss" })} data-testid="report-dismiss">{t("dismiss")}</Button>
          <Button size="sm" variant="danger" busy={busy} icon={<Trash2 aria-hidden size={16} />} onClick={() => onDecide({ act: "delete" })} data-testid="report-delete">{t("delete")}</Button>
          <Menu
            heading={t("muteFor")}
            groups={[LENGTHS.map((length) => ({ label: t(`length.${length}`), tone: "danger" as const, onSelect: () => onDecide({ act: "mute", minutes: MUTE_MINUTES[length] }) }))]}
            trigger={<Button size="sm" variant="danger" busy={busy} icon={<ChevronDown aria-hidden size={16} />} data-testid="report-mute">{t("mute")}</Button>}
          />
        </div>
      </Card>
    </li>
  );
}
