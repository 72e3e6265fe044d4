"use client";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useAudioChoices } from "../../../../_player/audio-choices";
import { holdMic, toggleMic } from "../../../../_player/audio-controls";
import { splitSeats } from "../../../../_player/room-state";
import { useSession } from "../../../../_player/session-store";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { Audience } from "./audience";
import { CaptionsSlot } from "./captions-slot";
import { ConnectionBanner } from "./connection-banner";
import type { HandButtonHandle } from "./hand-button";
import { HostAway } from "./host-away";
import { InviteDialog } from "./invite-dialog";
import { LastMessages } from "../_chat/last-messages";
import { PanelSheet } from "./panel-sheet";
import { PresenceDialog } from "./presence-dialog";
import { ReactionLayer } from "./reaction-layer";
import { RoomControls } from "./room-controls";
import { RoomHeader } from "./room-header";
import { type PanelName, SidePanel } from "./side-panel";
import { Stage } from "./stage";
import { StageAnnouncer } from "./stage-announcer";
import { useRoomKeys } from "./use-room-keys";
import { useWide } from "./use-wide";

/** Pictures come with their own code, only where the room has them and the sound is there. */
const StageVideo = dynamic(() => import("./stage-video"), { ssr: false });

/** The room for somebody who is in it. */
export function RoomInside({ detail, memberId, runs }: { detail: RoomDetailView; memberId: string; runs: boolean }) {
  const t = useTranslations("room");
  const wide = useWide();
  const connected = useSession((session) => session.voice === "connected");
  const hand = useRef<HandButtonHandle>(null);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const { stage, audience } = splitSeats(detail.seats);
  const hold = useAudioChoices((choices) => choices.pushToTalk);
  useRoomKeys({ m: () => void toggleMic(), h: () => hand.current?.press(), space: hold && detail.me.onStage ? (down) => void holdMic(down) : undefined });
  useEffect(() => {
    if (wide) setPanel(null);
  }, [wide]);
  return (
    <div className="flex h-full flex-col bg-background">
      <RoomHeader detail={detail} runs={runs} />
      <ConnectionBanner state={detail.state} />
      <div className="flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1 flex-col">
          <div className="flex min-h-0 flex-1 flex-col gap-8 overflow-y-auto p-4 lg:gap-12 lg:p-8">
            {detail.state === "lobby" ? <p className="rounded-card border border-line bg-surface p-4 text-sm text-muted">{runs ? t("lobbyHost") : t("lobbyText")}</p> : null}
            <HostAway detail={detail} />
            {detail.state === "ending" ? <p role="status" className="rounded-card border border-warn/40 bg-warn/10 p-4 text-sm">{t("endingText")}</p> : null}
            {detail.video && connected ? <StageVideo detail={detail} memberId={memberId} /> : null}
            <Stage stage={stage} roomId={detail.id} memberId={memberId} moderator={detail.me.moderator} live={detail.state === "live"} limit={detail.stageLimit} />
            <Audience audience={audience} total={Math.max(0, detail.listeners - stage.length)} />
          </div>
          <ReactionLayer />
        </div>
        {wide ? <aside aria-label={t("panel.label")} className="flex w-90 shrink-0 flex-col border-l border-line bg-surface"><SidePanel detail={detail} memberId={memberId} /></aside> : null}
      </div>
      {wide ? null : <LastMessages onOpen={() => setPanel("chat")} />}
      <CaptionsSlot />
      <RoomControls detail={detail} memberId={memberId} wide={wide} onPanel={setPanel} hand={hand} />
      {wide ? null : <PanelSheet panel={panel} detail={detail} memberId={memberId} onClose={() => setPanel(null)} />}
      <InviteDialog roomId={detail.id} />
      <PresenceDialog roomId={detail.id} />
      <StageAnnouncer detail={detail} memberId={memberId} />
    </div>
  );
}
