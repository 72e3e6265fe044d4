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
import { SignedActDialog } from "./signed-act-dialog";
import { TelegramOffer } from "./telegram-offer";
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
  const { link, offer, start, replace, confirm, refuse, unlink, read } = useTelegramLink(initial);
  const [asking, setAsking] = useState<"unlink" | "replace" | null>(null);
  const close = (open: boolean) => !open && setAsking(null);
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
          {link.state === "linked" && offer ? (
            <>
              <p className="text-sm text-muted">{t("relinkText", { name: link.telegramName })}</p>
              <TelegramOffer offer={offer} busy={busy} onAgain={() => setAsking("replace")} />
              <Button className="self-start" onClick={() => void act(refuse)}>{t("cancelOffer")}</Button>
            </>
          ) : null}
          {link.state === "pending" ? (
            <Line title={t("pendingTitle")} text={[t("pendingText", { name: link.telegramName, account: link.name, wallet: link.wallet }), link.replaces ? t("pendingReplaces", { old: link.replaces }) : ""].join(" ")}>
              <div className="flex flex-wrap gap-3">
                <Button onClick={() => void act(refuse)}>{t("notMe")}</Button>
                <Button variant="primary" busy={busy} onClick={yes} data-testid="settings-telegram-confirm">{t("confirm", { name: link.telegramName })}</Button>
              </div>
            </Line>
          ) : null}
          {link.state === "linked" && !offer ? (
            <Line title={t("linked", { name: link.telegramName })} text={t("linkedText", { account: link.name, wallet: link.wallet, date: format.dateTime(new Date(link.since), { dateStyle: "long" }) })}>
              <div className="flex flex-wrap gap-3">
                <Button onClick={() => setAsking("replace")} data-testid="settings-telegram-relink">{t("relink")}</Button>
                <Button onClick={() => setAsking("unlink")} data-testid="settings-telegram-unlink">{t("unlink")}</Button>
              </div>
            </Line>
          ) : null}
        </Card>
      </Section>
      <SignedActDialog
        open={asking === "unlink"}
        onOpenChange={close}
        wallet={wallet}
        danger
        texts={{ title: t("unlinkTitle"), text: t("unlinkText"), act: t("unlink") }}
        run={async () => {
          await unlink();
          notify({ title: t("unlinked"), tone: "good" });
        }}
        testId="settings-telegram-unlink"
      />
      <SignedActDialog
        open={asking === "replace"}
        onOpenChange={close}
        wallet={wallet}
        texts={{ title: t("relinkTitle"), text: t("relinkText", { name: link.state === "linked" ? link.telegramName : "" }), act: t("relinkYes") }}
        run={replace}
        testId="settings-telegram-relink"
      />
    </div>
  );
}
