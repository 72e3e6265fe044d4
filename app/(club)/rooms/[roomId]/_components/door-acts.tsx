"use client";
import { DoorOpen, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/ui/button";
import { LinkButton } from "../../../../_components/ui/link-button";
import { moveRoom } from "../../../../_player/room-api";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { useAct } from "../../../_components/use-act";
import { StartRoomButton } from "./start-room-button";

/** What those who run the room may do from outside: open the lobby, go live, edit. */
export function DoorActs({ detail, runs, onChanged }: { detail: RoomDetailView; runs: boolean; onChanged: () => void }) {
  const t = useTranslations("room");
  const { busy, act } = useAct();
  if (!runs || detail.state === "live" || detail.state === "ending") return null;
  const before = detail.state === "draft" || detail.state === "scheduled";
  return (
    <>
      {before ? (
        <Button variant="primary" size="lg" busy={busy} icon={<DoorOpen aria-hidden size={20} />} onClick={() => void act(() => moveRoom(detail.id, "open")).then((done) => done && onChanged())} data-testid="room-open">
          {t("open")}
        </Button>
      ) : (
        <StartRoomButton roomId={detail.id} size="lg" onDone={onChanged} />
      )}
      <LinkButton href={`/studio?edit=${detail.id}`} size="lg" icon={<Pencil aria-hidden size={16} />}>{t("edit")}</LinkButton>
    </>
  );
}
