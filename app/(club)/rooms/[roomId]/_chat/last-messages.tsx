"use client";
import { useTranslations } from "next-intl";
import { useChat } from "../../../../_player/chat-store";

/** The last two messages above a phone's controls; a tap opens the chat. */
export function LastMessages({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations("chat");
  const messages = useChat((chat) => chat.messages);
  const last = messages.filter((message) => message.from && message.text !== null).slice(-2);
  if (last.length === 0) return null;
  return (
    <button type="button" onClick={onOpen} className="flex min-h-11 w-full flex-col gap-1 px-4 py-2 text-left text-sm">
      <span className="sr-only">{t("open")}:</span>
      {last.map((message) => (
        <span key={message.seq} className="max-w-full truncate"><span className="font-medium">{message.from?.name}</span> <span className="text-muted">{message.text}</span></span>
      ))}
    </button>
  );
}
