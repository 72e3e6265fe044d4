"use client";
import { Pin, PinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cx } from "../../../../_components/ui/cx";
import { IconButton } from "../../../../_components/ui/icon-button";
import type { QuoteView } from "@/lib/chat/schema";
import { MessageText } from "./message-text";

/** The pinned message above the chat; two lines, the rest on a tap. */
export function PinnedBar({ pinned, onUnpin }: { pinned: QuoteView; onUnpin: (() => void) | null }) {
  const t = useTranslations("chat");
  const [whole, setWhole] = useState(false);
  if (pinned.text === null) return null;
  return (
    <section aria-label={t("pinned")} className="flex items-start gap-3 border-b border-line bg-raised px-4 py-2" data-testid="pinned">
      <Pin aria-hidden size={16} className="mt-1 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="text-xs text-muted">{t("pinnedBy", { name: pinned.name })}</p>
        <div className={cx(!whole && "line-clamp-2")}><MessageText text={pinned.text} own="" /></div>
        {pinned.text.length > 90 ? <button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)} className="min-h-6 text-xs font-medium text-accent hover:underline">{whole ? t("less") : t("more")}</button> : null}
      </div>
      {onUnpin ? <IconButton label={t("acts.unpin")} icon={<PinOff aria-hidden size={16} />} onClick={onUnpin} className="-my-1 -mr-2" /> : null}
    </section>
  );
}
