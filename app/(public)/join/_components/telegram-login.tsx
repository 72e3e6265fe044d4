"use client";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { ErrorState } from "@/app/_components/ui/error-state";
import { request } from "@/app/_http/request";
import { loginStartView } from "@/lib/telegram/schema";

/** For linked accounts: to Telegram's own page, and from there back to `next`. */
export function TelegramLogin({ next }: { next: string }) {
  const t = useTranslations("join.telegram");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const go = async () => {
    setBusy(true);
    setFailed(false);
    try {
      const { url } = await request("/api/auth/telegram", { method: "POST", body: { next }, parse: (value) => loginStartView.parse(value) });
      location.assign(url);
    } catch {
      setBusy(false);
      setFailed(true);
    }
  };
  return (
    <div className="flex w-full flex-col items-start gap-3 border-t border-line pt-4">
      <Button busy={busy} icon={<Send aria-hidden size={16} />} onClick={() => void go()} data-testid="telegram-login">{t("button")}</Button>
      <p className="text-sm text-muted">{t("hint")}</p>
      {failed ? <ErrorState compact title={t("away")} /> : null}
    </div>
  );
}
