import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { viewDoor } from "@/lib/telegram/view-door";
import { DoorScreen } from "./_components/door-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.telegram");
  return { title: t("title") };
}

/** The members' group in Telegram: what the bot may do there, who waits, who is inside. */
export default async function AdminTelegramPage() {
  await requireAdminPage();
  const [t, locale, view] = await Promise.all([getTranslations("admin.telegram"), getLocale(), viewDoor()]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <ClientTexts namespaces={["admin", "reasons", "common"]}><DoorScreen view={view} locale={locale} /></ClientTexts>
    </>
  );
}
