import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { requireAdminPage } from "@/app/_server/gate-page";
import { listRules } from "@/lib/xp/list-rules";
import { RulesScreen } from "./_components/rules-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.xp");
  return { title: t("title") };
}

/** The numbers XP is paid by: the version in force, and those before it. */
export default async function XpRulesPage() {
  await requireAdminPage();
  const rules = await listRules();
  return <ClientTexts namespaces={["admin", "reasons", "common"]}><RulesScreen rules={rules} /></ClientTexts>;
}
