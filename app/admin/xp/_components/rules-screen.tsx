"use client";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Dialog } from "@/app/_components/ui/dialog";
import { notify } from "@/app/_components/ui/notify";
import { PageHeader } from "@/app/_components/ui/page-header";
import { Section } from "@/app/_components/ui/section";
import { Tag } from "@/app/_components/ui/tag";
import { ignore, request } from "@/app/_http/request";
import { RULE_NUMBER_NAMES, type RuleNumbers, type RuleVersionsView } from "@/lib/xp/schema";
import { RulesForm } from "./rules-form";

type Version = RuleVersionsView["versions"][number];

/** The version in force with its numbers, every version, and the form for a new one. */
export function RulesScreen({ rules }: { rules: RuleVersionsView }) {
  const t = useTranslations("admin.xp");
  const common = useTranslations("common");
  const format = useFormatter();
  const router = useRouter();
  const { busy, act } = useAct();
  const [writing, setWriting] = useState(false);
  const [asking, setAsking] = useState<Version | null>(null);
  const current = rules.versions.find(({ version }) => version === rules.current);

  async function publish(version: string, numbers: RuleNumbers) {
    const done = await act(() => request("/api/admin/xp-rules", { method: "PUT", body: { version, numbers }, parse: ignore }));
    if (!done) return;
    notify({ title: t("published", { version }), tone: "good" });
    setWriting(false);
    setAsking(null);
    router.refresh();
  }
  return (
    <div className="max-w-180">
      <PageHeader title={t("title")} text={t("text")} actions={<Button variant="primary" onClick={() => setWriting(true)} data-testid="xp-rules-new">{t("publish")}</Button>} />
      <div className="flex flex-col gap-10">
        {current ? (
          <Section title={`${t("current")}: ${current.version}`}>
            <Card pad="none">
              <dl className="divide-y divide-line">
                {RULE_NUMBER_NAMES.map((name) => (
                  <div key={name} className="flex items-baseline justify-between gap-4 px-4 py-2 text-sm">
                    <dt className="text-muted">{t(`numbers.${name}`)}</dt>
                    <dd className="font-medium tabular-nums">{format.number(current.numbers[name])}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          </Section>
        ) : null}
        <Section title={t("versions")}>
          <Card pad="none">
            <ul className="divide-y divide-line">
              {rules.versions.map((version) => (
                <li key={version.version} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                  <span className="flex min-w-40 flex-1 flex-col">
                    <span className="text-sm font-medium break-all">{version.version}</span>
                    <span className="text-xs text-muted">{version.publishedAt ? t("since", { date: format.dateTime(new Date(version.publishedAt), { dateStyle: "medium" }) }) : t("builtIn")}</span>
                  </span>
                  {version.version === rules.current ? <Tag tone="good">{t("current")}</Tag> : <Button size="sm" onClick={() => setAsking(version)}>{t("use")}</Button>}
                </li>
              ))}
            </ul>
          </Card>
        </Section>
        <p className="text-sm text-muted">{t.rich("correctionNote", { members: (words) => <Link href="/admin/members" prefetch={false} className="text-accent underline underline-offset-4">{words}</Link> })}</p>
      </div>
      {writing ? <RulesForm versions={rules.versions} numbers={current?.numbers ?? null} busy={busy} onClose={() => setWriting(false)} onPublish={(version, numbers) => void publish(version, numbers)} /> : null}
      <Dialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("useTitle", { version: asking?.version ?? "" })}
        description={t("useText")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>{common("cancel")}</Button>
            <Button variant="primary" busy={busy} onClick={() => asking && void publish(asking.version, asking.numbers)}>{t("use")}</Button>
          </>
        }
      />
    </div>
  );
}
