import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { TelegramReturn } from "./_components/telegram-return";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join.telegram");
  return { title: t("button") };
}

/** Where Telegram's login page leads back to. */
export default async function TelegramReturnPage() {
  const t = await getTranslations("join.telegram");
  return (
    <div className="mx-auto flex max-w-180 flex-col">
      <PageHeader title={t("button")} />
      <ClientTexts namespaces={["join"]}><TelegramReturn /></ClientTexts>
    </div>
  );
}
