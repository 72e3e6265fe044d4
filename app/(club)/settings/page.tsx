import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { requireAccountPage } from "@/app/_server/gate-page";
import { readShell } from "@/app/_server/read-shell";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { listSessions } from "@/lib/auth/list-sessions";
import { readMember } from "@/lib/membership/read-member";
import { now } from "@/lib/platform/clock";
import { readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { readLink } from "@/lib/telegram/read-link";
import { LimitedNote } from "./_components/limited-note";
import { LookSection } from "./_components/look-section";
import { NoticeCard } from "./_components/notice-card";
import { ProfileForm } from "./_components/profile-form";
import { SessionList } from "./_components/session-list";
import { TelegramCard } from "./_components/telegram-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

/** For everyone signed in, with or without a pass: what is theirs to change. */
export default async function SettingsPage() {
  const viewer = await requireAccountPage();
  const [t, locale, { theme }, member, sessions, link, notices, wallet] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    readShell(),
    readMember({ wallet: viewer.wallet }),
    listSessions({ memberId: viewer.id, currentId: viewer.sessionId }),
    readLink({ memberId: viewer.id }),
    readNoticeSettings({ memberId: viewer.id }),
    readWalletSettings(),
  ]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <ClientTexts namespaces={["settings", "notices", "reasons", "common"]}>
        <div className="flex max-w-180 flex-col gap-10">
          {viewer.limited ? <LimitedNote wallet={wallet} /> : null}
          <ProfileForm name={member.name} bio={member.bio} page={viewer.roles.member ? `/members/${viewer.wallet}` : null} />
          <LookSection locale={locale === "ru" ? "ru" : "en"} theme={theme} />
          <TelegramCard link={link} wallet={wallet} />
          {link.state === "linked" ? <NoticeCard settings={notices} /> : null}
          <SessionList sessions={sessions} now={now().toISOString()} />
        </div>
      </ClientTexts>
    </>
  );
}
