import { useTranslations } from "next-intl";
import type { QuoteView } from "@/lib/chat/schema";

/** What a message answers: who and how it began, one line. */
export function QuoteLine({ quote, onOpen }: { quote: QuoteView; onOpen?: () => void }) {
  const t = useTranslations("chat");
  const line = (
    <>
      {quote.name ? <span className="font-medium text-text">{quote.name} </span> : null}
      {quote.text ?? t("deleted")}
    </>
  );
  const look = "block max-w-full truncate border-l-2 border-line-strong pl-2 text-left text-xs text-muted";
  return onOpen ? <button type="button" onClick={onOpen} className={`${look} min-h-6 hover:border-accent hover:text-text`}><span className="sr-only">{t("toQuoted")} </span>{line}</button> : <p className={look}>{line}</p>;
}
