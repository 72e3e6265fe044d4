"use client";
import { CloudOff, MicOff, RefreshCw, SignalLow, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../../../../_components/ui/button";
import { useSession } from "../../../../_player/session-store";
import type { RoomState } from "@/lib/rooms/schema";

const Banner = ({ icon, text, action, id, cut }: { icon: ReactNode; text: string; action?: ReactNode; id: string; cut?: boolean }) => (
  <div role="status" data-testid={id} data-tells-cut={cut} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-raised px-4 py-2.5 text-sm">
    <span className="shrink-0 text-warn">{icon}</span>
    <p className="min-w-0 flex-1">{text}</p>
    {action}
  </div>
);

/** What does not work at the moment and what happens by itself; one line, never in the way of the rest. */
export function ConnectionBanner({ state }: { state: RoomState }) {
  const t = useTranslations("room.connection");
  const voice = useSession((session) => session.voice);
  const realtime = useSession((session) => session.realtime);
  const weak = useSession((session) => session.memberId !== null && session.weak.has(session.memberId));
  const blocked = useSession((session) => session.audioBlocked);
  if (blocked)
    return (
      <Banner
        id="start-audio"
        icon={<Volume2 aria-hidden size={16} />}
        text={t("blocked")}
        action={<Button size="sm" variant="primary" onClick={() => void import("../../../../_player/voice").then(({ startPlayback }) => startPlayback())}>{t("startAudio")}</Button>}
      />
    );
  if (voice === "reconnecting" || voice === "lost") return <Banner id="voice-lost" cut icon={<RefreshCw aria-hidden size={16} className="animate-spin" />} text={t("voiceLost")} />;
  if (voice === "off" && state === "live") return <Banner id="voice-off" icon={<MicOff aria-hidden size={16} />} text={t("voiceOff")} />;
  if (weak) return <Banner id="weak-connection" icon={<SignalLow aria-hidden size={16} />} text={t("weak")} />;
  if (realtime === "away") return <Banner id="realtime-away" icon={<CloudOff aria-hidden size={16} />} text={t("realtimeAway")} />;
  return null;
}
