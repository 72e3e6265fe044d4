"use client";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/app/_components/ui/card";
import { LinkButton } from "@/app/_components/ui/link-button";

/** The door is open, and the ways on. */
export function JoinDone({ next }: { next: string }) {
  const t = useTranslations("join");
  return (
    <Card pad="lg" className="flex flex-col items-start gap-4" data-testid="join-done">
      <h2 className="flex items-center gap-3 text-lg font-semibold"><CircleCheck aria-hidden size={24} className="text-good" />{t("inTitle")}</h2>
      <p className="text-muted">{t("inText")}</p>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={next === "/" ? "/rooms" : next} variant="primary">{next === "/" ? t("toRooms") : t("goOn")}</LinkButton>
        <LinkButton href="/settings">{t("toProfile")}</LinkButton>
      </div>
    </Card>
  );
}
