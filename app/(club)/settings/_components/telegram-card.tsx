"use client";
import { Send } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { notify } from "../../../_components/ui/notify";
import { Section } from "../../../_components/ui/section";
import type { WalletSettings } from "../../../_web3/wallet-settings";
import type { LinkView } from "@/lib/telegram/schema";
import { useAct } from "../../_components/use-act";
import { TelegramOffer } from "./telegram-offer";
import { UnlinkDialog } from "./unlink-dialog";
import { useTelegramLink } from "./use-telegram-link";

const Line = ({ title, text, children }: { title: string; text: string; children?: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-4">
    <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-raised text-muted"><Send aria-hidden size={20} /></span>
    <div className="flex min-w-48 flex-1 flex-col gap-1">
      <p className="font-medium break-words">{title}</p>
      <p className="text-sm text-muted">{text}</p>
    </div>
    {children}
  </div>
);

/** The link to a Telegram account: offered, confirmed on both sides, shown, ended. */
export function TelegramCard({ link: initial, wallet }: { link: LinkView; wallet: WalletSettings }) {
  const t = useTranslations("settings.telegram");
  const format = useFormatter();
  const { busy, act } = useAct();
  const { link, offer, start, confirm, refuse, unlink, read } = useTelegramLink(initial);
  const [ending, setEnding] = useState(false);
  const yes = () => void act(confirm).then((done) => (done ? notify({ title: t("done"), tone: "good" }) : void read().catch(() => undefined)));
  return (
    <div>
      <Section title={t("title")} text={t("text")}>
        <Card className="flex flex-col gap-4" data-testid="settings-telegram" data-state={link.state}>
          {link.state === "off" ? <Line title={t("off")} text={t("offText")} /> : null}
          {link.state === "none" && !offer ? (
            <Line title={t("none")} text={t("noneText")}>
              <Button variant="primary" busy={busy} onClick={() => void act(start)} data-testid="settings-telegram-link">{t("link")}</Button>
            </Line>
          ) : null}
          {link.state === "none" && offer ? <TelegramOffer offer={offer} busy={busy} onAgain={() => void act(start)} /> : null}
          {link.state === "pending" ? (
            <Line title={t("pendingTitle")} text={t("pendingText", { name: link.telegramName })}>
              <div className="flex flex-wrap gap-3">
                <Button onClick={() => void act(refuse)}>{t("notMe")}</Button>
                <Button variant="primary" busy={busy} onClick={yes} data-testid="settings-telegram-confirm">{t("confirm", { name: link.telegramName })}</Button>
              </div>
            </Line>
          ) : null}
          {link.state === "linked" ? (
            <Line title={t("linked", { name: link.telegramName })} text={t("since", { date: format.dateTime(new Date(link.since), { dateStyle: "long" }) })}>
              <Button onClick={() => setEnding(true)} data-testid="settings-telegram-unlink">{t("unlink")}</Button>
            </Line>
          ) : null}
        </Card>
      </Section>
      <UnlinkDialog open={ending} onOpenChange={setEnding} unlink={unlink} wallet={wallet} />
    </div>
  );
}
