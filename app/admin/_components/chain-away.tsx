import { getTranslations } from "next-intl/server";
import { ErrorState } from "@/app/_components/ui/error-state";

/** In place of what only the chain can tell. */
export async function ChainAway() {
  const t = await getTranslations("admin.overview");
  return <ErrorState title={t("away")} text={t("awayText")} />;
}
