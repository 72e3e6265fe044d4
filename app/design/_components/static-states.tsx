import { Radio } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_components/ui/avatar";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { ErrorState } from "@/app/_components/ui/error-state";
import { LevelRing } from "@/app/_components/ui/level-ring";
import { LiveTag } from "@/app/_components/ui/live-tag";
import { NavTabs } from "@/app/_components/ui/nav-tabs";
import { Progress } from "@/app/_components/ui/progress";
import { QrCode } from "@/app/_components/ui/qr-code";
import { Section } from "@/app/_components/ui/section";
import { SkeletonList } from "@/app/_components/ui/skeleton";
import { Spinner } from "@/app/_components/ui/spinner";
import { Stat } from "@/app/_components/ui/stat";
import { Tag } from "@/app/_components/ui/tag";
import { TxLink } from "@/app/_components/ui/tx-link";
import { WaitLine } from "@/app/_components/ui/wait-line";

const WALLETS = ["0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc", "0x90f79bf6eb2c4f870365e785982e1f101e93b906", "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65", "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc"];
const TONES = ["plain", "accent", "live", "good", "warn", "bad"] as const;

/** What only shows something. */
export async function StaticStates() {
  const [t, common] = await Promise.all([getTranslations("design"), getTranslations("common")]);
  return (
    <>
      <Section title={t("people")}>
        <div className="flex flex-wrap items-center gap-4">
          {WALLETS.map((wallet, index) => <Avatar key={wallet} wallet={wallet} name={t("sample")} size={32 + index * 12} />)}
        </div>
        <div className="flex flex-wrap gap-2">
          {TONES.map((tone) => <Tag key={tone} tone={tone}>{tone}</Tag>)}
          <LiveTag label={common("live")} />
        </div>
      </Section>
      <Section title={t("progress")}>
        <div className="flex flex-wrap items-center gap-6">
          {[0, 0.4, 1].map((share, index) => <LevelRing key={share} level={index + 1} share={share} word={common("level")} label={`${common("level")} ${index + 1}`} />)}
          <LevelRing size={56} level={4} share={0.7} word={common("level")} label={`${common("level")} 4`} />
        </div>
        <Progress showText label={t("label")} value={120} max={500} valueText="120 / 500" />
        <Progress showText tone="good" label={t("label")} value={500} max={500} valueText="500 / 500" />
        <Progress showText tone="muted" label={t("label")} value={0} max={500} valueText="0 / 500" />
      </Section>
      <Section title={t("waiting")}>
        <div className="grid gap-4 lg:grid-cols-2">
          <WaitLine text={t("waitText")} hint={t("hint")} action={<TxLink href="/design" label={common("viewTransaction")} />} />
          <ErrorState compact title={t("error")} text={t("hint")} action={<Button size="sm">{common("retry")}</Button>} />
          <EmptyState icon={<Radio aria-hidden size={20} />} title={t("empty")} text={t("hint")} action={<Button variant="primary">{t("act")}</Button>} />
          <Card><SkeletonList rows={3} label={common("loading")} /></Card>
          <Card><ErrorState title={t("error")} text={t("hint")} action={<Button>{common("retry")}</Button>} /></Card>
          <Card className="flex items-center gap-6"><Spinner size={28} /><QrCode text="https://example.org" label={t("sample")} /></Card>
        </div>
      </Section>
      <Section title={t("surfaces")}>
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {["24", "1,280", "0.05 ETH"].map((value) => <Card key={value} pad="sm"><Stat label={t("label")} value={value} hint={t("hint")} /></Card>)}
        </dl>
        <NavTabs label={t("tabs")} current="/design" tabs={[{ href: "/design", label: t("optionOne") }, { href: "/", label: t("optionTwo") }]} />
      </Section>
    </>
  );
}
