import { CircleAlert, CircleCheck } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_components/ui/link-button";
import { ether } from "@/lib/platform/ether";
import type { Need } from "./read-needs";

async function wordsOf(need: Need): Promise<{ title: string; text: string; href?: string }> {
  const [t, mint, locale] = await Promise.all([getTranslations("admin.overview"), getTranslations("admin.minting"), getLocale()]);
  switch (need.kind) {
    case "parked":
      return { title: t("parked", { count: need.count }), text: t("parkedText"), href: "/admin/minting" };
    case "hold":
      return { title: mint("hold"), text: mint(`holds.${need.reason}`), href: "/admin/minting" };
    case "low":
      return { title: t("low"), text: t("lowText", { amount: ether(need.balance, locale) }), href: "/admin/minting" };
    case "down":
      return { title: t(`down.${need.what}`), text: t(`downText.${need.what}`) };
    case "voiceOff":
      return { title: t("voiceOff"), text: t("voiceOffText") };
    case "reports":
      return { title: t("reports", { count: need.count }), text: t("reportsText"), href: "/admin/reports" };
    case "chain":
      return { title: t("away"), text: t("awayText") };
  }
}

/** One thing that waits for a person, with the way to it. */
export async function NeedCard({ need }: { need: Need }) {
  const [t, { title, text, href }] = await Promise.all([getTranslations("admin.overview"), wordsOf(need)]);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-warn/30 bg-warn/10 p-4">
      <CircleAlert aria-hidden size={20} className="shrink-0 text-warn" />
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {href ? <LinkButton size="sm" href={href}>{t("open")}</LinkButton> : null}
    </li>
  );
}

/** Nothing waits: said once, small. */
export async function NothingNeeded() {
  const t = await getTranslations("admin.overview");
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-surface p-4">
      <CircleCheck aria-hidden size={20} className="shrink-0 text-good" />
      <div className="flex flex-col gap-1">
        <p className="font-medium">{t("nothing")}</p>
        <p className="text-sm text-muted">{t("nothingText")}</p>
      </div>
    </div>
  );
}
