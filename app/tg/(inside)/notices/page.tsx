import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticeCard } from "@/app/(club)/settings/_components/notice-card";
import { ClientTexts } from "@/app/_components/client-texts";
import { Card } from "@/app/_components/ui/card";
import { PageHeader } from "@/app/_components/ui/page-header";
import { shortAddress } from "@/app/_components/ui/short-address";
import { requireTelegramPage } from "@/app/_server/telegram-page";
import { readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { clubUrl } from "@/lib/telegram/club-link";
import { OutsideLink } from "../../_components/outside-link";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tg.nav");
  return { title: t("notices") };
}

/** What one hears of in Telegram, and whose account this is. */
export default async function TelegramNoticesPage() {
  const viewer = await requireTelegramPage();
  const [t, settings] = await Promise.all([getTranslations("tg"), readNoticeSettings({ memberId: viewer.id })]);
  return (
    <>
      <PageHeader title={t("nav.notices")} />
      <div className="flex flex-col gap-8">
        <ClientTexts namespaces={["notices", "reasons"]}><NoticeCard settings={settings} /></ClientTexts>
        <Card className="flex flex-col gap-3">
          <p className="text-sm text-muted">{t("account", { name: viewer.name, wallet: shortAddress(viewer.wallet) })}</p>
          <OutsideLink href={clubUrl("/settings")} icon={<ExternalLink aria-hidden size={16} />}>{t("moreInBrowser")}</OutsideLink>
        </Card>
      </div>
    </>
  );
}
