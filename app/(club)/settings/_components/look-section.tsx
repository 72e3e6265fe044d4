import { getTranslations } from "next-intl/server";
import { LocaleChoice } from "@/app/_components/shell/locale-choice";
import { ThemeChoice } from "@/app/_components/shell/theme-choice";
import { Card } from "@/app/_components/ui/card";
import { Section } from "@/app/_components/ui/section";
import type { Theme } from "@/app/_server/read-shell";

/** The language and the theme of this device. */
export async function LookSection({ locale, theme }: { locale: "en" | "ru"; theme: Theme }) {
  const t = await getTranslations("settings.look");
  return (
    <Section title={t("title")} text={t("text")}>
      <Card className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="text-sm font-medium">{t("language")}</span>
          <div className="w-full sm:w-60"><LocaleChoice current={locale} label={t("language")} signedIn names={{ en: t("english"), ru: t("russian") }} /></div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="text-sm font-medium">{t("theme")}</span>
          <div className="w-full sm:w-60"><ThemeChoice initial={theme} texts={{ theme: t("theme"), system: t("themeSystem"), dark: t("themeDark"), light: t("themeLight") }} /></div>
        </div>
      </Card>
    </Section>
  );
}
