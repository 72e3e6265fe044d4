"use client";
import { Link2, RotateCcw, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../../_components/ui/button";
import { Card } from "../../_components/ui/card";
import { EmptyState } from "../../_components/ui/empty-state";
import { ErrorState } from "../../_components/ui/error-state";
import { WaitLine } from "../../_components/ui/wait-line";
import { useAskAgain } from "../../_hooks/use-ask-again";
import { request, RequestError } from "../../_http/request";
import { miniAppView } from "@/lib/telegram/schema";
import { tellTelegram } from "../_telegram/bridge";
import { placeOf, readLaunch } from "../_telegram/launch";
import { OutsideLink } from "./outside-link";

const ASK_EVERY_MS = 3_000;
/** As long as the opening counts: an hour. */
const MAX_ASKS = 1_200;

type Step = { at: "asking" } | { at: "outside" } | { at: "unlinked"; name: string } | { at: "refused"; old: boolean } | { at: "failed"; reason: string };
type EntryProps = {
  /** Where to go on, a page of the Mini App. */
  to: string | null;
  /** The club's settings in the browser, where accounts are linked. */
  linkUrl: string;
  /** The bot, for who came here without Telegram; null while Telegram is off or away. */
  botUrl: string | null;
};

/** The way in: shows Telegram's word on who this is, waits where the account is not linked yet, and goes on to the place that was asked for. */
export function TelegramEntry({ to, linkUrl, botUrl }: EntryProps) {
  const t = useTranslations("tg");
  const reasons = useTranslations("reasons");
  const router = useRouter();
  const [step, setStep] = useState<Step>({ at: "asking" });
  const asked = useRef(false);

  const enter = useCallback(async () => {
    const launch = readLaunch();
    if (!launch) return setStep({ at: "outside" });
    try {
      const answer = await request("/api/telegram/mini-app", { method: "POST", body: { initData: launch.initData }, parse: (value) => miniAppView.parse(value) });
      if (answer.state === "signed_in") return router.replace(to ?? placeOf(launch.startParam) ?? "/tg/rooms");
      setStep({ at: "unlinked", name: answer.telegramName });
    } catch (error) {
      const reason = error instanceof RequestError ? (error.reason ?? error.code) : "internal";
      if (reason === "init_data_refused" || reason === "init_data_old") return setStep({ at: "refused", old: reason === "init_data_old" });
      setStep((before) => (before.at === "unlinked" ? before : { at: "failed", reason }));
    }
  }, [router, to]);

  useEffect(() => {
    // Once: a second first request would be refused as somebody else's.
    if (asked.current) return;
    asked.current = true;
    void enter();
  }, [enter]);
  const askAgain = useCallback(() => void enter(), [enter]);
  useAskAgain({ waiting: step.at === "unlinked", ask: askAgain, everyMs: ASK_EVERY_MS, most: MAX_ASKS });

  if (step.at === "asking") return <WaitLine text={t("entering")} />;
  if (step.at === "unlinked")
    return (
      <div className="flex flex-col gap-4" data-testid="tg-unlinked">
        <Card pad="lg" className="flex flex-col gap-4">
          <h2 className="text-lg font-semibold break-words">{t("unlinkedTitle", { name: step.name })}</h2>
          <p className="text-muted">{t("unlinkedText")}</p>
          <ol className="flex list-decimal flex-col gap-1 pl-6 text-sm text-muted">{(["one", "two", "three"] as const).map((each) => <li key={each}>{t(`linkSteps.${each}`)}</li>)}</ol>
          <OutsideLink href={linkUrl} variant="primary" size="lg" icon={<Link2 aria-hidden size={20} />}>{t("linkNow")}</OutsideLink>
        </Card>
        <WaitLine text={t("waiting")} hint={t("waitingHint")} />
      </div>
    );
  if (step.at === "outside") return <EmptyState icon={<Send aria-hidden size={20} />} title={t("outsideTitle")} text={t("outsideText")} action={botUrl ? <OutsideLink href={botUrl} variant="primary">{t("openBot")}</OutsideLink> : undefined} />;
  if (step.at === "refused") return <ErrorState title={t(step.old ? "oldTitle" : "refusedTitle")} text={t("refusedText")} action={<Button onClick={() => tellTelegram("web_app_close")}>{t("close")}</Button>} />;
  const key = reasons.has(step.reason as "internal") ? (step.reason as "internal") : "internal";
  return (
    <ErrorState
      title={t("failedTitle")}
      text={reasons(key, { seconds: 5 } as never)}
      action={<Button icon={<RotateCcw aria-hidden size={16} />} onClick={() => (setStep({ at: "asking" }), void enter())}>{t("retry")}</Button>}
    />
  );
}
