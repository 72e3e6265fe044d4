"use client";
import { Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/ui/button";
import { moveRoom } from "../../../../_player/room-api";
import { useAct } from "../../../_components/use-act";

/** Takes the room live. */
export function StartRoomButton({ roomId, size = "sm", onDone }: { roomId: string; size?: "sm" | "lg"; onDone?: () => void }) {
  const t = useTranslations("room");
  const { busy, act } = useAct();
  return (
    <Button size={size} variant="primary" busy={busy} icon={<Radio aria-hidden size={16} />} onClick={() => void act(() => moveRoom(roomId, "start")).then((done) => done && onDone?.())} data-testid="room-start">
      {t("start")}
    </Button>
  );
}
