"use client";
import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Card } from "@/app/_components/ui/card";
import { ErrorState } from "@/app/_components/ui/error-state";
import { LinkButton } from "@/app/_components/ui/link-button";
import { WaitLine } from "@/app/_components/ui/wait-line";
import { request, RequestError } from "@/app/_http/request";
import { loginView } from "@/lib/telegram/schema";

type Step = { at: "asking" } | { at: "unlinked"; name: string } | { at: "refused" } | { at: "away" };

/** Hands Telegram's answer to the club, once, and goes on: inside, to linking, or to another try. */
export function TelegramReturn() {
  const t = useTranslations("join.telegram");
  const [step, setStep] = useState<Step>({ at: "asking" });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const { search } = location;
    // The code is good once: it stays in no history.
    history.replaceState(history.state, "", location.pathname);
    request("/api/auth/telegram/callback", { method: "POST", body: { search }, parse: (value) => loginView.parse(value) })
      .then((answer) => (answer.state === "signed_in" ? location.replace(answer.next) : setStep({ at: "unlinked", name: answer.telegramName })))
      .catch((error: unknown) => setStep({ at: error instanceof RequestError && error.reason === "login_refused" ? "refused" : "away" }));
  }, []);
  if (step.at === "asking") return <WaitLine text={t("asking")} />;
  if (step.at === "unlinked")
    return (
      <Card pad="lg" className="flex flex-col items-start gap-4" data-testid="telegram-unlinked">
        <h2 className="text-lg font-semibold break-words">{t("unlinkedTitle", { name: step.name })}</h2>
        <p className="text-muted">{t("unlinkedText")}</p>
        <LinkButton href="/join?next=/settings" variant="primary" size="lg" icon={<Link2 aria-hidden size={20} />}>{t("link")}</LinkButton>
      </Card>
    );
  return <ErrorState title={t(step.at === "refused" ? "refusedTitle" : "away")} text={t("refusedText")} action={<LinkButton href="/join">{t("again")}</LinkButton>} />;
}
