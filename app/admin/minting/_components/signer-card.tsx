import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/app/_components/ui/card";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { Section } from "@/app/_components/ui/section";
import { shortAddress } from "@/app/_components/ui/short-address";
import { Stat } from "@/app/_components/ui/stat";
import { TxLink } from "@/app/_components/ui/tx-link";
import type { MintPipelineView } from "@/lib/minting/schema";
import { ether } from "@/lib/platform/ether";

/** Host and process of the lease's holder, without the random part. */
const shortOwner = (owner: string): string => owner.split(":").slice(0, 2).join(":");

/** The wallet that pays for the badges: what it has, what that is enough for, what was spent. */
export async function SignerCard({ pipeline: { signer, forecast, cost } }: { pipeline: MintPipelineView }) {
  const [t, common, format, locale] = await Promise.all([getTranslations("admin.minting"), getTranslations("common"), getFormatter(), getLocale()]);
  const balance = signer.balance === null ? "–" : ether(signer.balance, locale);
  const address = signer.address ? (
    <span className="flex items-center gap-1 text-sm">
      <span className="font-mono text-muted" title={signer.address}>{shortAddress(signer.address)}</span>
      <CopyButton value={signer.address} label={t("copy")} doneLabel={common("copied")} className="-my-2" />
      {signer.explorer ? <TxLink href={signer.explorer} label={common("viewOnExplorer")} /> : null}
    </span>
  ) : null;
  return (
    <Section title={t("signer")} action={address}>
      <Card>
        <dl className="grid grid-cols-2 gap-6 lg:grid-cols-5">
          <Stat label={t("balance")} value={balance} {...(signer.low ? { hint: t("low") } : {})} />
          <Stat label={t("forecast")} {...(forecast === null ? { value: "–", hint: t("forecastLater") } : { value: t("forecastValue", { count: forecast }) })} />
          <Stat label={t("nonce")} value={signer.nonce === null ? "–" : format.number(signer.nonce)} />
          <Stat label={t("cost")} value={ether(cost.fees, locale)} hint={t("costHint", { transactions: cost.transactions, badges: cost.badges })} />
          <Stat label={t("worker")} {...(signer.lease ? { value: t("workerOn"), hint: t("lease", { owner: shortOwner(signer.lease.owner), epoch: signer.lease.epoch, until: format.dateTime(new Date(signer.lease.until), { timeStyle: "medium", timeZone: "UTC" }) }) } : { value: "–", hint: t("workerOff") })} />
        </dl>
      </Card>
    </Section>
  );
}
