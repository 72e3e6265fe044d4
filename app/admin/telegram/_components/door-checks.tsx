import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DoorCheck } from "@/lib/telegram/schema";

/** What the bot needs, each with the way to put it right where it is missing. */
export function DoorChecks({ checks }: { checks: readonly DoorCheck[] }) {
  const t = useTranslations("admin.telegram");
  return (
    <ul className="flex flex-col gap-3">
      {checks.map(({ name, ok }) => (
        <li key={name} className="flex items-start gap-3">
          {ok ? <CircleCheck aria-hidden size={20} className="mt-0.5 shrink-0 text-good" /> : <CircleAlert aria-hidden size={20} className="mt-0.5 shrink-0 text-bad" />}
          <div className="flex flex-col gap-1">
            <p className="text-sm font-medium">{ok ? t(`good.${name}`) : t(`bad.${name}`)}</p>
            {ok ? null : <p className="text-sm text-muted">{t(`fix.${name}`)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
