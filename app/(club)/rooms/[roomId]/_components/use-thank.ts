"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { notify } from "../../../../_components/ui/notify";
import { thankSpeaker } from "../../../../_player/chat-api";
import type { PersonView } from "@/lib/membership/schema";
import { useAct } from "../../../_components/use-act";

/** Whom this page session has thanked, as `<room>:<member>`; the server knows it for good. */
const given = new Set<string>();

/** Thanks one speaker: one tap, once a room. */
export function useThank(roomId: string, { id, name }: PersonView): { thanked: boolean; busy: boolean; thank: () => void } {
  const t = useTranslations("chat.thanks");
  const key = `${roomId}:${id}`;
  const [thanked, setThanked] = useState(given.has(key));
  const { busy, act } = useAct();
  const thank = () =>
    void act(async () => {
      const { first } = await thankSpeaker(roomId, id);
      given.add(key);
      setThanked(true);
      notify({ id: "thank", title: first ? t("given", { name }) : t("again", { name }), tone: "good", duration: 3_000 });
    });
  return { thanked, busy, thank };
}
