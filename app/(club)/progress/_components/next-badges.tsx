import { Award } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { Progress } from "@/app/_components/ui/progress";
import { badgeTexts } from "@/app/_server/badge-text";
import type { BadgeStanding } from "../../badges/badge-board";
import { BadgePicture } from "../../badges/_components/badge-picture";
import { MintState } from "../../badges/_components/mint-state";

const SHOWN = 3;

/**
 * Badges that are on their way to the chain, then the nearest ones with what is missing. A claim is only pointed to: it
 * is made on `/badges`, so that its wallet code weighs on no other page.
 */
export async function NextBadges({ board }: { board: readonly BadgeStanding[] }) {
  const [t, claim, format, texts] = await Promise.all([getTranslations("progress"), getTranslations("badgesPage.claim"), getFormatter(), badgeTexts()]);
  const moving = board.filter(({ award }) => award && award.state !== "final");
  const nearest = board.filter(({ award }) => !award).sort((a, b) => b.share - a.share || a.badge.rule.threshold - b.badge.rule.threshold);
  const shown = [...moving, ...nearest].slice(0, Math.max(SHOWN, moving.length));
  if (shown.length === 0) return <EmptyState icon={<Award aria-hidden size={20} />} title={t("allEarned")} />;
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {shown.map(({ badge, award, value }) => (
        <li key={badge.id}>
          <Card pad="sm" className="flex h-full items-center gap-4">
            <BadgePicture badge={badge} size={56} dim={!award} />
            <div className="flex min-w-0 flex-1 flex-col gap-2">
              <p className="truncate text-sm font-medium">{texts(badge).name}</p>
              {award ? (
                <>
                  <MintState award={award} />
                  {award.claimable ? <LinkButton href="/badges" size="sm">{claim("button")}</LinkButton> : null}
                </>
              ) : (
                <>
                  <Progress label={texts(badge).name} value={value} max={badge.rule.threshold} valueText={t("of", { value: format.number(value), max: format.number(badge.rule.threshold) })} />
                  <p className="text-xs text-muted">{t("missing", { xp: format.number(Math.max(0, badge.rule.threshold - value)), rule: t(`by.${badge.rule.of}`) })}</p>
                </>
              )}
            </div>
          </Card>
        </li>
      ))}
    </ul>
  );
}
