"use client";
import { Clock3, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { discardPending, sendAgain } from "../../../../_player/chat-send";
import type { PendingMessage } from "../../../../_player/chat-log";
import { useReason } from "../../../_components/use-reason";
import { MessageText } from "./message-text";
import { QuoteLine } from "./quote-line";

/** An own message that is not there yet: on its way, waiting for the club, or refused. */
export function PendingRow({ message, named, own }: { message: PendingMessage; named: boolean; own: string }) {
  const t = useTranslations("chat");
  const reason = useReason();
  const failed = message.state === "failed";
  return (
    <div className={named ? "pt-3 pl-11" : "pl-11"} data-testid={`pending-${message.state}`}>
      {named ? <p className="text-xs font-medium text-accent">{t("you")}</p> : null}
      {message.reply ? <QuoteLine quote={message.reply} /> : null}
      <div className={failed ? "" : "opacity-60"}><MessageText text={message.text} own={own} /></div>
      {message.state === "waiting" ? (
        <p className="flex items-center gap-2 pt-1 text-xs text-warn">
          <Clock3 aria-hidden size={12} className="shrink-0" />
          {t("waiting")}
        </p>
      ) : null}
      {failed && message.fault ? <p className="pt-1 text-xs text-bad">{reason(message.fault)}</p> : null}
      {message.state === "sending" ? null : (
        <div className="flex gap-4">
          <button type="button" onClick={() => void sendAgain(message.clientMsgId)} className="inline-flex min-h-11 items-center gap-2 text-xs font-medium text-accent hover:underline" data-testid="send-again">
            <RotateCcw aria-hidden size={14} />
            {failed ? t("retry") : t("sendNow")}
          </button>
          <button type="button" onClick={() => discardPending(message.clientMsgId)} className="inline-flex min-h-11 items-center gap-2 text-xs text-muted hover:underline">
            <X aria-hidden size={14} />
            {t("discard")}
          </button>
        </div>
      )}
    </div>
  );
}
