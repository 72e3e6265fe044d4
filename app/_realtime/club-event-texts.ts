import { getTranslations } from "next-intl/server";
import { badgeTexts } from "@/app/_server/badge-text";
import { listBadges } from "@/lib/badges/list-badges";
import { RULES } from "@/lib/xp/schema";
import type { ClubEventTexts } from "./club-events";

/** The words of the club's toasts, for `ClubEvents`. */
export async function clubEventTexts(): Promise<ClubEventTexts> {
  const [t, progress, texts] = await Promise.all([getTranslations("player"), getTranslations("progress"), badgeTexts()]);
  return {
    xp: t("xp"),
    newBadge: t("newBadge"),
    view: t("viewBadge"),
    soon: t("roomSoon"),
    toRoom: t("toRoom"),
    rules: { ...Object.fromEntries(RULES.map((rule) => [rule, progress(`rule.${rule}`)])), correction: progress("rule.correction") },
    badges: Object.fromEntries(listBadges().map((badge) => [String(badge.id), { name: texts(badge).name, image: badge.image }])),
  };
}
