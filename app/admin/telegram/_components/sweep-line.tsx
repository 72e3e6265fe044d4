import { useTranslations } from "next-intl";
import { LocalTime } from "@/app/(club)/_components/local-time";
import type { DoorView } from "@/lib/telegram/schema";

/** When the door was looked at last, and what came of it. */
export function SweepLine({ sweep, locale }: { sweep: DoorView["sweep"]; locale: string }) {
  const t = useTranslations("admin.telegram");
  if (!sweep) return <p className="text-sm text-muted">{t("sweepNever")}</p>;
  const { checked, warned, removed, approved, unknown } = sweep;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="font-medium">{t("sweepLast")} <LocalTime iso={sweep.at} locale={locale} /></p>
      {sweep.fault ? <p className="text-bad">{t("sweepFault")}</p> : null}
      <p className="text-muted">{t(sweep.dryRun ? "sweepWould" : "sweepDid", { checked, warned, removed, approved })}</p>
      {unknown > 0 ? <p className="text-warn">{t("sweepUnknown", { count: unknown })}</p> : null}
    </div>
  );
}
