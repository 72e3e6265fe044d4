import { SearchX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "./_components/ui/empty-state";
import { LinkButton } from "./_components/ui/link-button";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <div className="flex flex-col gap-6 py-6">
      <h1 className="sr-only">{t("notFoundTitle")}</h1>
      <EmptyState icon={<SearchX aria-hidden size={20} />} title={t("notFoundTitle")} text={t("notFoundText")} action={<LinkButton href="/" variant="primary">{t("toHome")}</LinkButton>} />
    </div>
  );
}
