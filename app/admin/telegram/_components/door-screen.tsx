"use client";
import { DoorOpen, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Section } from "@/app/_components/ui/section";
import { Switch } from "@/app/_components/ui/switch";
import { useAskAgain } from "@/app/_hooks/use-ask-again";
import { request } from "@/app/_http/request";
import { type DoorView, doorView } from "@/lib/telegram/schema";
import { DoorChecks } from "./door-checks";
import { JoinLine, RosterLine } from "./door-lines";
import { SweepLine } from "./sweep-line";

const PATH = "/api/admin/telegram";
const parse = (value: unknown) => doorView.parse(value);

const ASK_EVERY_MS = 2_000;
/** Five minutes; a longer round is seen with the next visit. */
const MAX_ASKS = 150;

/** The door of the members' group, with the two things an admin decides: whether it removes, and that it looks now. */
export function DoorScreen({ view: initial, locale }: { view: DoorView; locale: string }) {
  const t = useTranslations("admin.telegram");
  const common = useTranslations("common");
  const { busy, act } = useAct();
  const [view, setView] = useState(initial);
  const works = view.checks.every((check) => check.ok);
  /** The round before the one that was asked for; null while none is waited for. */
  const [before, setBefore] = useState<{ at: string | null } | null>(null);
  const sweep = () =>
    act(async () => {
      const asked = await request(`${PATH}/sweep`, { method: "POST", body: {}, parse });
      setBefore({ at: asked.sweep?.at ?? null });
      setView(asked);
    });
  const ask = useCallback(() => {
    void request(PATH, { parse })
      .then((seen) => {
        if ((seen.sweep?.at ?? null) === before?.at) return;
        setView(seen);
        setBefore(null);
      })
      .catch(() => undefined);
  }, [before]);
  const giveUp = useCallback(() => setBefore(null), []);
  useAskAgain({ waiting: before !== null, ask, everyMs: ASK_EVERY_MS, most: MAX_ASKS, onEnd: giveUp });
  const setDryRun = (dryRun: boolean) => act(async () => setView(await request(PATH, { method: "PATCH", body: { dryRun }, parse })));
  return (
    <div className="flex flex-col gap-10" data-testid="admin-telegram">
      <Section title={t("rights")} text={works ? t("rightsGood", { title: view.title ?? "" }) : t("rightsBad")}>
        <Card className="flex flex-col gap-4">
          <DoorChecks checks={view.checks} />
          {view.invite ? (
            <div className="flex flex-col gap-2 border-t border-line pt-4">
              <p className="text-sm text-muted">{t("invite")}</p>
              <div className="flex items-center gap-1 rounded-inner border border-line bg-background pl-3">
                <span className="min-w-0 flex-1 truncate font-mono text-xs">{view.invite}</span>
                <CopyButton value={view.invite} label={common("copy")} doneLabel={common("copied")} />
              </div>
            </div>
          ) : null}
        </Card>
      </Section>
      <Section title={t("rounds")} action={<Button size="sm" busy={busy || before !== null} onClick={() => void sweep()} data-testid="admin-telegram-sweep">{t("sweepNow")}</Button>}>
        <Card className="flex flex-col gap-4">
          <SweepLine sweep={view.sweep} locale={locale} />
          <div className="border-t border-line pt-4">
            <Switch label={t("removing")} hint={view.dryRun ? t("removingOff") : t("removingOn")} checked={!view.dryRun} onCheckedChange={(on) => void setDryRun(!on)} disabled={busy} />
          </div>
        </Card>
      </Section>
      <Section title={t("pending")}>
        {view.pending.length > 0 ? (
          <Card pad="none"><ul className="divide-y divide-line">{view.pending.map((line) => <JoinLine key={line.name + line.askedAt} line={line} locale={locale} />)}</ul></Card>
        ) : (
          <EmptyState icon={<DoorOpen aria-hidden size={20} />} title={t("pendingNone")} text={t("pendingNoneText")} />
        )}
      </Section>
      <Section title={t("inside", { count: view.inside })}>
        {view.roster.length > 0 ? (
          <Card pad="none"><ul className="divide-y divide-line">{view.roster.map((line, index) => <RosterLine key={`${line.name}-${index}`} line={line} locale={locale} />)}</ul></Card>
        ) : (
          <EmptyState icon={<Users aria-hidden size={20} />} title={t("insideNone")} text={t("insideNoneText")} />
        )}
      </Section>
    </div>
  );
}
