"use client";
import { HandHeart } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../../_components/ui/icon-button";
import type { PersonView } from "@/lib/membership/schema";
import { useThank } from "./use-thank";

/** One tap of thanks to somebody on stage; it stays lit once given. */
export function ThankButton({ roomId, person }: { roomId: string; person: PersonView }) {
  const t = useTranslations("chat.thanks");
  const { thanked, busy, thank } = useThank(roomId, person);
  return <IconButton label={t("giveTo", { name: person.name })} aria-pressed={thanked} busy={busy} icon={<HandHeart aria-hidden size={20} />} onClick={thank} className={thanked ? "text-accent" : ""} data-testid={`thank-${person.id}`} />;
}
