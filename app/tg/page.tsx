import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { PageHeader } from "@/app/_components/ui/page-header";
import { readShell } from "@/app/_server/read-shell";
import { clubUrl } from "@/lib/telegram/club-link";
import { readBotUrl } from "@/lib/telegram/read-bot-url";
import { TelegramEntry } from "./_components/telegram-entry";

type Props = { searchParams: Promise<{ to?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tg");
  return { title: t("title") };
}

/** Only a place inside: a link must not lead people anywhere else. */
const insidePlace = (to: string | undefined): string | null => (to && /^\/tg\/[\w\-/]+$/.test(to) ? to : null);

/** Where Telegram opens the Mini App. Shows nothing of anybody: who it is comes with the browser's first request. */
export default async function TelegramPage({ searchParams }: Props) {
  const [{ to }, t, { club }, botUrl] = await Promise.all([searchParams, getTranslations("tg"), readShell(), readBotUrl({})]);
  return (
    <>
      <PageHeader title={club.name} text={t("text")} />
      <ClientTexts namespaces={["tg", "reasons"]}>
        <TelegramEntry to={insidePlace(to)} linkUrl={clubUrl("/settings#telegram")} botUrl={botUrl} />
      </ClientTexts>
    </>
  );
}
