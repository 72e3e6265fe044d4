import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Avatar } from "@/app/_components/ui/avatar";
import type { AuditView, PersonView } from "@/lib/membership/schema";
import { auditWord } from "../audit/audit-actions";

const LINK = "rounded-inner font-medium underline-offset-4 hover:underline";
const Person = ({ person }: { person: PersonView }) => <Link href={`/members/${person.wallet}`} prefetch={false} className={LINK}>{person.name}</Link>;

/** One act: who, what, on whom, where, why. */
export async function AuditRow({ entry }: { entry: AuditView }) {
  const [t, locale] = await Promise.all([getTranslations("admin.audit"), getLocale()]);
  return (
    <li className="flex gap-3 px-4 py-3">
      {entry.by ? <Avatar wallet={entry.by.wallet} size={32} /> : <span aria-hidden className="size-8 shrink-0 rounded-full bg-raised" />}
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-sm break-words">
          {t.rich("line", { who: () => (entry.by ? <Person person={entry.by} /> : <span className="font-medium">{t("club")}</span>), act: t(`actions.${auditWord(entry.action)}`, { name: entry.action }) })}
          {entry.on ? <> {t.rich("on", { person: () => (entry.on ? <Person person={entry.on} /> : null) })}</> : null}
          {entry.room ? <> · <Link href={`/rooms/${entry.room}`} prefetch={false} className={LINK}>{t("room")}</Link></> : null}
        </p>
        {entry.reason ? <p className="text-sm break-words text-muted">{entry.reason}</p> : null}
        <p className="text-xs text-muted"><LocalTime iso={entry.at} locale={locale} /></p>
      </div>
    </li>
  );
}
