"use client";
import { Hand, LogOut, Mic, MicOff, Volume2 } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Avatar } from "../_components/ui/avatar";
import { IconButton } from "../_components/ui/icon-button";
import { leaveRoom, toggleMic } from "./join-room";
import { lowerHand, raiseHand } from "./room-api";
import { splitSeats } from "./room-state";
import { type Session, useSession } from "./session-store";

const FACES = 3;

function lineOf({ voice, mic, invite, texts, detail }: Session): string {
  if (!texts) return "";
  if (invite) return texts.invited;
  if (voice === "reconnecting" || voice === "lost") return texts.reconnecting;
  if (voice === "off" && detail?.state === "live") return texts.voiceOff;
  return mic === "on" ? texts.micOn : mic === "off" ? texts.micOff : texts.listening;
}

/** The room while one walks through the club: title, who is on stage, microphone, hand, leave. Hidden on the room's own page. */
export function FloatingPlayer() {
  const session = useSession((one) => one);
  const path = usePathname();
  const [busy, setBusy] = useState(false);
  const { phase, roomId, detail, texts, mic, audioBlocked } = session;
  if (phase !== "in" || !detail || !texts || !roomId || path === `/rooms/${roomId}`) return null;
  const up = detail.me.hand !== null;
  async function hand() {
    if (!roomId) return;
    setBusy(true);
    await (up ? lowerHand(roomId) : raiseHand(roomId)).catch(() => undefined);
    setBusy(false);
  }
  return (
    <section aria-label={texts.region} className="flex animate-rise items-center gap-1 rounded-card border border-line bg-raised p-2 shadow-pop" data-testid="floating-player">
      <Link href={`/rooms/${roomId}`} title={texts.back} className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-inner px-2">
        <span className="flex shrink-0 -space-x-2">
          {splitSeats(detail.seats).stage.slice(0, FACES).map((seat) => <Avatar key={seat.person.id} wallet={seat.person.wallet} size={28} className={session.openMics.has(seat.person.id) ? "ring-2 ring-good" : "ring-2 ring-raised"} />)}
        </span>
        <span className="flex min-w-0 flex-col">
          <span className="truncate text-sm font-medium">{detail.title}</span>
          <span className={mic === "on" ? "truncate text-xs font-medium text-live" : "truncate text-xs text-muted"}>{lineOf(session)}</span>
        </span>
      </Link>
      {audioBlocked ? <IconButton label={texts.startAudio} tone="accent" icon={<Volume2 aria-hidden size={20} />} onClick={() => void import("./voice").then(({ startPlayback }) => startPlayback())} /> : null}
      {mic === "none" ? (
        <IconButton label={up ? texts.lowerHand : texts.raiseHand} aria-pressed={up} tone={up ? "accent" : "plain"} busy={busy} icon={<Hand aria-hidden size={20} />} onClick={() => void hand()} />
      ) : (
        <IconButton label={mic === "on" ? texts.mute : texts.unmute} aria-pressed={mic === "on"} tone={mic === "on" ? "live" : "raised"} busy={mic === "starting"} icon={mic === "on" ? <Mic aria-hidden size={20} /> : <MicOff aria-hidden size={20} />} onClick={() => void toggleMic()} />
      )}
      <IconButton label={texts.leave} icon={<LogOut aria-hidden size={20} />} onClick={() => void leaveRoom()} />
    </section>
  );
}
