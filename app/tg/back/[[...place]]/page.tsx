import { CircleCheck, Send } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "@/app/_components/ui/button-look";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { readBotUrl } from "@/lib/telegram/read-bot-url";
import { placeOf, placeParam } from "../../_telegram/launch";

type Props = { params: Promise<{ place?: string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tg");
  return { title: t("backTitle") };
}

/** The end of a way through the browser: back to Telegram, to the place where it began. */
export default async function BackPage({ params }: Props) {
  const param = placeParam(`/tg/${((await params).place ?? []).join("/")}`);
  const [t, url] = await Promise.all([getTranslations("tg"), readBotUrl({ place: placeOf(param) ? param : "rooms" })]);
  return (
    <>
      <h1 className="sr-only">{t("backTitle")}</h1>
      <EmptyState icon={<CircleCheck aria-hidden size={20} />} title={t("backTitle")} text={t("backText")} action={url ? <a href={url} className={buttonLook({ variant: "primary", size: "lg" })}><Send aria-hidden size={20} />{t("backToTelegram")}</a> : undefined} />
    </>
  );
}
