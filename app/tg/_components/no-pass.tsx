import { ExternalLink, Ticket } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { clubUrl } from "@/lib/telegram/club-link";
import { OutsideLink } from "./outside-link";
import { RefreshOnReturn } from "./refresh-on-return";

/**
 * For a member without a live pass: the wallet is in the browser, so the way leads there and, by a page of its own, back
 * to this place. `path` is the page it stands on.
 */
export async function NoPass({ path, banned }: { path: string; banned: boolean }) {
  const t = await getTranslations("tg");
  if (banned) return <EmptyState icon={<Ticket aria-hidden size={20} />} title={t("bannedTitle")} text={t("bannedText")} />;
  const back = path.replace(/^\/tg\//, "/tg/back/");
  return (
    <>
      <EmptyState icon={<Ticket aria-hidden size={20} />} title={t("noPassTitle")} text={t("noPassText")} action={<OutsideLink href={clubUrl(`/join?next=${encodeURIComponent(back)}`)} variant="primary" size="lg" icon={<ExternalLink aria-hidden size={20} />}>{t("toBrowser")}</OutsideLink>} />
      <RefreshOnReturn />
    </>
  );
}
