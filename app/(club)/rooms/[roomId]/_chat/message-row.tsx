"use client";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import { Avatar } from "../../../../_components/ui/avatar";
import { cx } from "../../../../_components/ui/cx";
import { LocalTime } from "../../../_components/local-time";
import type { MessageView } from "@/lib/chat/schema";
import { MessageMenu, type MessageActs } from "./message-menu";
import { MessageText } from "./message-text";
import { QuoteLine } from "./quote-line";

type MessageRowProps = { message: MessageView; own: string; joined: boolean; acts: MessageActs | null; onQuoted: (seq: number) => void };

function Gone({ message }: { message: MessageView }) {
  const t = useTranslations("chat");
  return <p className="py-1 pl-11 text-xs text-muted italic">{message.deletedBy === "moderator" ? t("removed") : t("deleted")}</p>;
}

/** One message. `joined`: the same person wrote just before, so name and picture are not said again. */
export const MessageRow = memo(function MessageRow({ message, own, joined, acts, onQuoted }: MessageRowProps) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const { from, text, reply, mentions, editedAt, seq } = message;
  if (message.deleted || text === null || !from) return <Gone message={message} />;
  const calls = mentions.some(({ id }) => id === own);
  const changed = editedAt ? <span className="shrink-0 text-muted">{t("edited")}</span> : null;
  return (
    <article aria-label={t("from", { name: from.name })} className={cx("group relative rounded-inner", joined ? "pl-11" : "flex gap-3 pt-3", calls && "bg-accent/5 shadow-[inset_2px_0_0_var(--c-accent)]")} data-seq={seq}>
      {joined ? null : <Avatar wallet={from.wallet} size={32} className="mt-0.5" />}
      <div className="min-w-0 flex-1 pr-8">
        {joined ? null : (
          <p className="flex items-baseline gap-2 text-xs">
            <span className={from.id === own ? "truncate font-medium text-accent" : "truncate font-medium"}>{from.name}</span>
            <span className="shrink-0 text-muted"><LocalTime iso={message.at} style="time" locale={locale} /></span>
            {changed}
          </p>
        )}
        {reply ? <QuoteLine quote={reply} onOpen={() => onQuoted(reply.seq)} /> : null}
        <MessageText text={text} mentions={mentions} own={own} />
        {joined && changed ? <p className="text-xs">{changed}</p> : null}
      </div>
      {acts ? <MessageMenu message={message} own={own} acts={acts} /> : null}
    </article>
  );
});
