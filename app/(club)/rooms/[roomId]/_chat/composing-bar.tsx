"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../../_components/ui/icon-button";
import { answerTo, startEditing, useChat } from "../../../../_player/chat-store";
import { QuoteLine } from "./quote-line";

/** Above the input: what is being answered, or that an own message is being changed. */
export function ComposingBar() {
  const t = useTranslations("chat");
  const replyTo = useChat((chat) => chat.replyTo);
  const editing = useChat((chat) => chat.editing);
  if (!replyTo && !editing) return null;
  return (
    <div className="flex items-center gap-3 pb-2" data-testid="composing">
      <div className="min-w-0 flex-1">
        <p className="text-xs font-medium text-accent">{editing ? t("editing") : t("answering")}</p>
        {replyTo ? <QuoteLine quote={replyTo} /> : null}
      </div>
      <IconButton label={t("cancelComposing")} icon={<X aria-hidden size={16} />} onClick={() => (editing ? startEditing(null) : answerTo(null))} className="-my-2" />
    </div>
  );
}
