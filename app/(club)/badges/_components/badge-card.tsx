import { getFormatter, getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { Progress } from "@/app/_components/ui/progress";
import { TxLink } from "@/app/_components/ui/tx-link";
import { badgeTexts } from "@/app/_server/badge-text";
import type { BadgeStanding } from "../badge-board";
import { BadgePicture } from "./badge-picture";
import { ClaimOffer } from "./claim-offer";
import { MintState } from "./mint-state";

/** One badge: picture, what it is given for, and where it stands. `mine` offers its owner to claim it where that is possible. */
export async function BadgeCard({ standing, mine = false }: { standing: BadgeStanding; mine?: boolean }) {
  const { badge, award, value, share } = standing;
  const [t, format, texts] = await Promise.all([getTranslations("badgesPage"), getFormatter(), badgeTexts()]);
  const { name, text } = texts(badge);
  return (
    <li data-testid={`badge-${badge.id}`} data-state={award?.state ?? (value > 0 ? "started" : "locked")}>
      <Card className="flex h-full gap-4">
        <BadgePicture badge={badge} size={80} dim={!award && share < 1} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex flex-col gap-0.5">
            <h3 className="font-medium">{name}</h3>
            <p className="text-sm text-muted">{text}</p>
          </div>
          {award ? (
            <>
              <MintState award={award} />
              <p className="text-xs text-muted">{award.state === "parked" || award.state === "skipped" ? award.reason === "out_of_gas" ? t("help.waits") : t(`help.${award.state}`) : t("earnedAt", { date: format.dateTime(new Date(award.earnedAt), { dateStyle: "medium" }) })}</p>
            </>
          ) : (
            <Progress label={name} value={value} max={badge.rule.threshold} valueText={t("of", { value: format.number(value), max: format.number(badge.rule.threshold) })} showText={false} />
          )}
          {award ? null : <p className="text-xs text-muted tabular-nums">{t("missing", { value: format.number(value), max: format.number(badge.rule.threshold), missing: format.number(Math.max(0, badge.rule.threshold - value)) })}</p>}
          {!award && badge.explorer ? <TxLink href={badge.explorer} label={t("contract")} /> : null}
          {mine && award?.claimable ? <ClaimOffer badgeId={badge.id} /> : null}
        </div>
      </Card>
    </li>
  );
}
