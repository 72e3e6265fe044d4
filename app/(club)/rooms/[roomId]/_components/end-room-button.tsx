"use client";
import { CircleStop } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { moveRoom } from "../../../../_player/room-api";
import { useAct } from "../../../_components/use-act";

/** Ends the room for everybody, after one question. `compact`: a phone shows the icon alone. */
export function EndRoomButton({ roomId, compact = false, onDone }: { roomId: string; compact?: boolean; onDone?: () => void }) {
  const t = useTranslations("room.end");
  const { busy, act } = useAct();
  const [asking, setAsking] = useState(false);
  async function end() {
    if (!(await act(() => moveRoom(roomId, "end")))) return;
    setAsking(false);
    onDone?.();
  }
  return (
    <>
      <Button size="sm" variant="danger" icon={<CircleStop aria-hidden size={16} />} onClick={() => setAsking(true)} title={t("button")} data-testid="room-end"><span className={compact ? "max-sm:sr-only" : undefined}>{t("button")}</span></Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("title")}
        description={t("text")}
        closeLabel={t("cancel")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
            <Button variant="danger" busy={busy} onClick={() => void end()} data-testid="room-end-confirm">{t("confirm")}</Button>
          </>
        }
      />
    </>
  );
}
