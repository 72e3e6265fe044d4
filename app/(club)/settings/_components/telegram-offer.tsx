"use client";
import { ExternalLink, TimerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../../../_components/ui/button";
import { buttonLook } from "../../../_components/ui/button-look";
import { CopyButton } from "../../../_components/ui/copy-button";
import { QrCode } from "../../../_components/ui/qr-code";
import { WaitLine } from "../../../_components/ui/wait-line";
import type { LinkStartView } from "@/lib/telegram/schema";

const TICK_MS = 5_000;

const Copyable = ({ text, label, done, testId }: { text: string; label: string; done: string; testId: string }) => (
  <div className="flex items-center gap-1 rounded-inner border border-line bg-background pl-3">
    <span className="min-w-0 flex-1 truncate font-mono text-xs" data-testid={testId}>{text}</span>
    <CopyButton value={text} label={label} doneLabel={done} />
  </div>
);

/** The link to the bot, for this device and for another one, with how long it works. */
export function TelegramOffer({ offer, busy, onAgain }: { offer: LinkStartView; busy: boolean; onAgain: () => void }) {
  const t = useTranslations("settings.telegram");
  const common = useTranslations("common");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const left = new Date(offer.expiresAt).getTime() - now;
  if (left <= 0)
    return (
      <div role="status" className="flex flex-wrap items-center gap-4">
        <TimerOff aria-hidden size={20} className="text-muted" />
        <p className="flex-1 font-medium">{t("over")}</p>
        <Button variant="primary" busy={busy} onClick={onAgain}>{t("again")}</Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-6 sm:flex-row">
      <div className="self-center sm:self-start"><QrCode key={offer.url} text={offer.url} label={t("qr")} /></div>
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <p className="text-sm text-muted">{t("scan")}</p>
        <Copyable text={offer.url} label={t("copy")} done={common("copied")} testId="settings-telegram-url" />
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">{t("codeText", { bot: offer.bot })}</p>
          <Copyable text={offer.code} label={t("copyCode")} done={common("copied")} testId="settings-telegram-code" />
        </div>
        <a href={offer.url} target="_blank" rel="noreferrer" className={buttonLook({ variant: "primary" }, "self-start")}>
          <ExternalLink aria-hidden size={16} />
          {t("open")}
        </a>
        <WaitLine text={t("wait")} hint={t("left", { minutes: Math.max(1, Math.ceil(left / 60_000)) })} />
      </div>
    </div>
  );
}
