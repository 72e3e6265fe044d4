"use client";
import { Hand, LogOut, Mic, MicOff, Volume2, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { setPlayer } from "../_components/shell/player-store";
import { Avatar } from "../_components/ui/avatar";
import { Button } from "../_components/ui/button";
import { IconButton } from "../_components/ui/icon-button";
import { notify } from "../_components/ui/notify";
import { useAudioChoices } from "./audio-choices";
import { toggleMic } from "./audio-controls";
import { HOLD_HANDLERS } from "./hold-handlers";
import { leaveRoom } from "./join-room";
import { answerPrompt } from "./presence-prompt";
import { lowerHand, raiseHand } from "./room-api";
import { splitSeats } from "./room-state";
import { type PlayerTexts, type Session, useSession } from "./session-store";
import { useRoomsPath } from "./rooms-path";
import { VoiceRing } from "./voice-ring";

const FACES = 3;
const CARD = "flex animate-rise items-center gap-1 rounded-card border border-line bg-raised p-2 shadow-pop";

function lineOf({ voice, mic, invite, prompt, texts, detail, weak, memberId }: Session): string {
  if (!texts) return "";
  if (invite) return texts.invited;
  if (prompt) return texts.areYouHere;
  if (voice === "reconnecting" || voice === "lost") return texts.reconnecting;
  if (voice === "off" && detail?.state === "live") return texts.voiceOff;
  if (mic === "on") return texts.micOn;
  if (memberId !== null && weak.has(memberId)) return texts.weak;
  return mic === "off" ? texts.micOff : texts.listening;
}

/** The room while one walks through the club: title, who speaks, microphone, hand, leave. Hidden on the room's own page. */
export function FloatingPlayer() {
  const session = useSession((one) => one);
  const path = usePathname();
  const rooms = useRoomsPath();
  const { phase, roomId, detail, texts, departure } = session;
  if (!detail || !texts || !roomId || path === `${rooms}/${roomId}`) return null;
  if (phase === "idle" && departure && departure !== "left")
    return (
      <section aria-label={texts.region} className={CARD} data-testid="floating-farewell">
        <p role="status" className="min-w-0 flex-1 px-2 text-sm">{texts.departure[departure]}</p>
        {departure === "ended" ? null : <Link href={`${rooms}/${roomId}`} className="inline-flex min-h-11 shrink-0 items-center rounded-card px-3 text-sm font-medium text-accent">{texts.goBack}</Link>}
        <IconButton label={texts.dismiss} icon={<X aria-hidden size={20} />} onClick={() => setPlayer(null)} />
      </section>
    );
  if (phase !== "in") return null;
  return (
    <section aria-label={texts.region} className={CARD} data-testid="floating-player">
      <Link href={`${rooms}/${roomId}`} title={texts.back} className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-inner px-2">
        <Speakers session={session} />
        <span className="flex min-w-0 flex-col">
          <span className="truncate text-sm font-medium">{detail.title}</span>
          <span className={session.mic === "on" ? "truncate text-xs font-medium text-live" : "truncate text-xs text-muted"}>{lineOf(session)}</span>
        </span>
      </Link>
      {session.audioBlocked ? <IconButton label={texts.startAudio} tone="accent" icon={<Volume2 aria-hidden size={20} />} onClick={() => void import("./voice").then(({ startPlayback }) => startPlayback())} /> : null}
      {session.prompt ? <HereButton roomId={roomId} promptId={session.prompt.promptId} texts={texts} /> : null}
      {session.mic !== "none" ? <MicControl mic={session.mic} texts={texts} /> : session.prompt ? null : <HandControl roomId={roomId} up={detail.me.hand !== null} closed={detail.handsLocked || !detail.handsEnabled} texts={texts} />}
      <IconButton label={texts.leave} icon={<LogOut aria-hidden size={20} />} onClick={() => void leaveRoom()} data-testid="player-leave" />
    </section>
  );
}

/** Those whose microphone is open come first, each with the ring of the voice. */
function Speakers({ session: { detail, openMics } }: { session: Session }) {
  const { stage } = splitSeats(detail?.seats ?? []);
  const faces = [...stage].sort((a, b) => Number(openMics.has(b.person.id)) - Number(openMics.has(a.person.id))).slice(0, FACES);
  return (
    <span className="flex shrink-0 -space-x-1">
      {faces.map(({ person }) => (
        <VoiceRing key={person.id} memberId={person.id} size={28}>
          <Avatar wallet={person.wallet} size={28} className={openMics.has(person.id) ? "ring-2 ring-good" : "ring-2 ring-raised"} />
        </VoiceRing>
      ))}
    </span>
  );
}

function MicControl({ mic, texts }: { mic: Session["mic"]; texts: PlayerTexts }) {
  const hold = useAudioChoices((choices) => choices.pushToTalk);
  const on = mic === "on";
  return (
    <IconButton
      label={hold ? texts.hold : on ? texts.mute : texts.unmute}
      aria-pressed={on}
      tone={on ? "live" : "raised"}
      busy={mic === "starting" && !hold}
      icon={on ? <Mic aria-hidden size={20} /> : <MicOff aria-hidden size={20} />}
      data-testid="player-mic"
      {...(hold ? HOLD_HANDLERS : { onClick: () => void toggleMic() })}
    />
  );
}

/** The answer to the club's question: without it listening stops counting. */
function HereButton({ roomId, promptId, texts }: { roomId: string; promptId: string; texts: PlayerTexts }) {
  const { busy, press } = usePress(texts);
  return <Button size="sm" variant="primary" busy={busy} onClick={() => press(() => answerPrompt(roomId, promptId))} data-testid="player-here">{texts.here}</Button>;
}

/** One act at a time; what did not work is said. */
function usePress(texts: PlayerTexts) {
  const [busy, setBusy] = useState(false);
  const press = (act: () => Promise<void>): void => {
    setBusy(true);
    void act()
      .catch(() => notify({ id: "player", title: texts.notDone, tone: "bad" }))
      .finally(() => setBusy(false));
  };
  return { busy, press };
}

function HandControl({ roomId, up, closed, texts }: { roomId: string; up: boolean; closed: boolean; texts: PlayerTexts }) {
  const { busy, press } = usePress(texts);
  return <IconButton label={up ? texts.lowerHand : texts.raiseHand} aria-pressed={up} disabled={closed && !up} tone={up ? "accent" : "plain"} busy={busy} icon={<Hand aria-hidden size={20} />} onClick={() => press(() => (up ? lowerHand(roomId) : raiseHand(roomId)))} data-testid="player-hand" />;
}
