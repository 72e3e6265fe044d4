"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useChat } from "../../../../_player/chat-store";
import { useSession } from "../../../../_player/session-store";
import type { RoomDetailView } from "@/lib/rooms/schema";

/** Says to a screen reader who comes on stage and leaves it, and the own microphone's state. */
export function StageAnnouncer({ detail, memberId }: { detail: RoomDetailView; memberId: string }) {
  const t = useTranslations("room.say");
  const mic = useSession((session) => session.mic);
  const newest = useChat((chat) => chat.heard);
  const [said, setSaid] = useState("");
  const before = useRef<Map<string, string> | null>(null);
  const micBefore = useRef(mic);
  useEffect(() => {
    const stage = new Map(detail.seats.filter((seat) => seat.onStage).map((seat) => [seat.person.id, seat.person.name]));
    const known = before.current;
    before.current = stage;
    if (!known) return;
    const came = [...stage].filter(([id]) => !known.has(id)).map(([id, name]) => (id === memberId ? t("youOnStage") : t("onStage", { name })));
    const went = [...known].filter(([id]) => !stage.has(id)).map(([id, name]) => (id === memberId ? t("youOffStage") : t("offStage", { name })));
    if (came.length + went.length > 0) setSaid([...came, ...went].join(" "));
  }, [detail.seats, memberId, t]);
  useEffect(() => {
    if (mic !== micBefore.current && (mic === "on" || mic === "off")) setSaid(mic === "on" ? t("micOn") : t("micOff"));
    micBefore.current = mic;
  }, [mic, t]);
  return (
    <>
      <p aria-live="assertive" className="sr-only">{said}</p>
      <p aria-live="polite" className="sr-only">{newest?.from && newest.text ? t("message", { name: newest.from.name, text: newest.text }) : ""}</p>
    </>
  );
}
