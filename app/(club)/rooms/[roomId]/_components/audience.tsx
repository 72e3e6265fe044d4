"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "../../../../_components/ui/avatar";
import type { SeatView } from "@/lib/rooms/schema";

const SHOWN = 48;

/** Who listens: small pictures, the rest as a number. The People tab has them all by name. */
export function Audience({ audience, total }: { audience: SeatView[]; total: number }) {
  const t = useTranslations("room");
  const rest = Math.max(0, total - Math.min(audience.length, SHOWN));
  return (
    <section aria-label={t("audience")} className="flex flex-col gap-4">
      <h2 className="text-xs font-medium tracking-wide text-muted uppercase">{t("audience")}</h2>
      {audience.length === 0 ? (
        <p className="text-sm text-muted">{t("audienceEmpty")}</p>
      ) : (
        <ul className="flex flex-wrap items-center gap-2">
          {audience.slice(0, SHOWN).map((seat) => (
            <li key={seat.person.id} title={seat.person.name} className="flex"><Avatar wallet={seat.person.wallet} name={seat.person.name} size={40} /></li>
          ))}
          {rest > 0 ? <li className="pl-1 text-sm font-medium text-muted tabular-nums">+{rest}</li> : null}
        </ul>
      )}
    </section>
  );
}
