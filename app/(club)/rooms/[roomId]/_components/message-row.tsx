"use client";
import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "../../../../_components/ui/avatar";
import { IconButton } from "../../../../_components/ui/icon-button";
import { LocalTime } from "../../../_components/local-time";
import type { MessageView } from "@/lib/chat/schema";
import { splitLinks } from "../../../../_player/message-links";

/** The words of a message; addresses become links that tell the other side nothing about the room. */
export const MessageText = ({ text }: { text: string }) => (
  <p className="text-sm break-words whitespace-pre-wrap">
    {splitLinks(text).map((part, index) =>
      part.href ? <a key={index} href={part.href} target="_blank" rel="noreferrer nofollow ugc" className="text-accent underline-offset-4 hover:underline">{part.text}</a> : part.text,
    )}
  </p>
);

type MessageRowProps = { message: MessageView; own: boolean; joined: boolean; onDelete: (() => void) | null };

/** One message. `joined`: the same person wrote just before, so name and picture are not said again. */
export function MessageRow({ message, own, joined, onDelete }: MessageRowProps) {
  const t = useTranslations("chat");
  const locale = useLocale();
  if (message.deleted || message.text === null) return <li className="py-1 pl-11 text-xs text-muted italic">{t("deleted")}</li>;
  if (!message.from) return <li className="py-2 text-center text-xs text-muted">{message.text}</li>;
  return (
    <li className={joined ? "group relative pl-11" : "group relative flex gap-3 pt-3"} data-seq={message.seq}>
      {joined ? null : <Avatar wallet={message.from.wallet} size={32} className="mt-0.5" />}
      <div className="min-w-0 flex-1">
        {joined ? null : (
          <p className="flex items-baseline gap-2 text-xs">
            <span className={own ? "truncate font-medium text-accent" : "truncate font-medium"}>{message.from.name}</span>
            <span className="shrink-0 text-muted"><LocalTime iso={message.at} style="time" locale={locale} /></span>
          </p>
        )}
        <MessageText text={message.text} />
      </div>
      {onDelete ? (
        <IconButton
          label={t("delete")}
          icon={<Trash2 aria-hidden size={16} />}
          onClick={onDelete}
          className="absolute -top-1 right-0 bg-surface opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-60"
        />
      ) : null}
    </li>
  );
}
