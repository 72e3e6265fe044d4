import { ScrollText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Section } from "@/app/_components/ui/section";
import type { TransactionView } from "@/lib/platform/read-transaction";
import { AddressText } from "./address-text";
import { ValueList } from "./value-list";

/** What the contracts said about it. */
export async function EventList({ tx }: { tx: TransactionView }) {
  const t = await getTranslations("chainTx");
  if (tx.status === "pending") return <Section title={t("events")}><p className="text-sm text-muted">{t("eventsPending")}</p></Section>;
  if (tx.events.length === 0)
    return <Section title={t("events")}><EmptyState icon={<ScrollText aria-hidden size={20} />} title={t("eventsEmpty")} text={t("eventsEmptyText")} /></Section>;
  return (
    <Section title={t("events")}>
      <Card pad="none">
        <ol className="divide-y divide-line">
          {tx.events.map((event) => (
            <li key={event.index} className="flex flex-col gap-3 px-4 py-3 lg:flex-row lg:justify-between lg:gap-6">
              <ValueList name={event.name ?? t("unknownEvent")} values={event.args} />
              <AddressText value={event.address} what={t("events")} />
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
