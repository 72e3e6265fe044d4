import { getFormatter, getTranslations } from "next-intl/server";
import type { BadgeView } from "@/lib/badges/schema";

export type BadgeText = { name: string; text: string };

/**
 * A badge's name and what it is given for, in the reader's language. A badge the owner defined beyond the catalogue
 * keeps the name it has on-chain.
 */
export async function badgeTexts(): Promise<(badge: BadgeView) => BadgeText> {
  const [t, page, format] = await Promise.all([getTranslations("badges"), getTranslations("badgesPage"), getFormatter()]);
  return ({ id, name, rule }) => {
    const xp = format.number(rule.threshold);
    const known = t.has(`name_${id}` as "name_1");
    return known ? { name: t(`name_${id}` as "name_1"), text: t(`for_${id}` as "for_1", { xp }) } : { name, text: page("givenFor", { xp, rule: page(`by.${rule.of}`) }) };
  };
}
