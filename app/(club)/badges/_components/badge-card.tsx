import { getFormatter, getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { Progress } from "@/app/_components/ui/progress";
import type { BadgeStanding } from "../badge-board";
import { BadgePicture } from "./badge-picture";
import { MintState } from "./mint-state";

/** One badge: picture, what it is given for, and where it stands. */
export async function BadgeCard({ standing }: { standing: BadgeStanding }) {
  const { badge, award, value, share } = standing;
  const [t, format] = await Promise.all([getTranslations("badgesPage"), getFormatter()]);
  const rule = t(`by.${badge.rule.of}`);
  return (
    <li data-testid={`badge-${badge.id}`} data-state={award?.state ?? (value > 0 ? "started" : "locked")}>
      <Card className="flex h-full gap-4">
        <BadgePicture badge={badge} size={80} dim={!award && share < 1} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex flex-col gap-0.5">
            <h3 className="font-medium">{badge.name}</h3>
            <p className="text-sm text-muted">{t("givenFor", { xp: format.number(badge.rule.threshold), rule })}</p>
          </div>
          {award ? (
            <>
              <MintState award={award} />
              <p className="text-xs text-muted">{award.state === "parked" || award.state === "skipped" ? t(`help.${award.state}`) : t("earnedAt", { date: format.dateTime(new Date(award.earnedAt), { dateStyle: "medium" }) })}</p>
            </>
          ) : (
            <Progress label={badge.name} value={value} max={badge.rule.threshold} valueText={t("of", { value: format.number(value), max: format.number(badge.rule.threshold) })} showText={false} />
          )}
          {award ? null : <p className="text-xs text-muted tabular-nums">{t("of", { value: format.number(value), max: format.number(badge.rule.threshold) })}</p>}
        </div>
      </Card>
    </li>
  );
}
