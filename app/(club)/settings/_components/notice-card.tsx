"use client";
import { useTranslations } from "next-intl";
import { NoticeSwitches } from "../../../_components/notice-switches";
import { Card } from "../../../_components/ui/card";
import { notify } from "../../../_components/ui/notify";
import { Section } from "../../../_components/ui/section";
import type { NoticeSettings } from "@/lib/telegram/schema";
import { useReason } from "../../_components/use-reason";

/** The notices of a linked account. */
export function NoticeCard({ settings }: { settings: NoticeSettings }) {
  const t = useTranslations("notices");
  const reason = useReason();
  return (
    <Section title={t("title")} text={t("text")}>
      <Card>
        <NoticeSwitches settings={settings} onFault={(error) => notify({ title: reason(error), tone: "bad" })} />
      </Card>
    </Section>
  );
}
