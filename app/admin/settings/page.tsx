import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAdminPage } from "@/app/_server/gate-page";
import { readSettings } from "@/lib/membership/read-settings";
import { SettingsForm } from "./_components/settings-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.settings");
  return { title: t("title") };
}

/** The club's name and description, and what is switched on. */
export default async function AdminSettingsPage() {
  await requireAdminPage();
  const [t, settings] = await Promise.all([getTranslations("admin.settings"), readSettings()]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <ClientTexts namespaces={["admin", "reasons", "common"]}><SettingsForm {...settings} /></ClientTexts>
    </>
  );
}
