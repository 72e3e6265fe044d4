import { getTranslations } from "next-intl/server";
import { Skeleton, SkeletonList } from "../_components/ui/skeleton";

export default async function Loading() {
  const t = await getTranslations("common");
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-9 w-48" />
      <SkeletonList label={t("loading")} rows={6} />
    </div>
  );
}
