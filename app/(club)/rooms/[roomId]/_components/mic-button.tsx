"use client";
import { Headphones, Mic, MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { notify } from "../../../../_components/ui/notify";
import { useAudioChoices } from "../../../../_player/audio-choices";
import { toggleMic } from "../../../../_player/audio-controls";
import { HOLD_HANDLERS } from "../../../../_player/hold-handlers";
import { useSession } from "../../../../_player/session-store";
import { ControlButton } from "./control-button";

/** Says what happened to the microphone without a press. */
function useMicNotices(): void {
  const t = useTranslations("room.mic");
  const fault = useSession((session) => session.micFault);
  const muted = useSession((session) => session.mutedByModerator);
  const carried = useSession((session) => session.micCarried);
  useEffect(() => {
    if (fault) notify({ id: "mic", title: t(`fault.${fault}`), text: t(`faultHelp.${fault}`), tone: "bad", duration: 10_000 });
  }, [fault, t]);
  useEffect(() => {
    if (muted) notify({ id: "mic", title: t("mutedByModerator"), text: t("mutedHelp") });
  }, [muted, t]);
  useEffect(() => {
    if (carried) notify({ id: "mic", title: t("carried"), text: t("carriedHelp"), duration: 10_000 });
  }, [carried, t]);
}

/** The microphone: red with "You are live", grey with "Mic off", or "Listening" for those who are not on stage. */
export function MicButton() {
  const t = useTranslations("room.mic");
  const mic = useSession((session) => session.mic);
  const voice = useSession((session) => session.voice);
  const hold = useAudioChoices((choices) => choices.pushToTalk);
  useMicNotices();
  const silent = voice === "off" ? t("noVoice") : voice === "connected" ? t("listening") : t("connecting");
  if (mic === "none") return <ControlButton wide disabled tone="quiet" icon={<Headphones aria-hidden size={20} />} word={silent} {...(voice === "off" ? { short: t("noVoiceShort") } : {})} data-testid="mic-toggle" data-state="none" />;
  const on = mic === "on";
  const label = hold ? t("holdHelp") : on ? t("turnOff") : t("turnOn");
  const off = { word: hold ? t("hold") : t("off"), short: hold ? t("holdShort") : t("offShort") };
  return (
    <ControlButton
      wide
      busy={mic === "starting" && !hold}
      tone={on ? "live" : "plain"}
      icon={on ? <Mic aria-hidden size={20} /> : <MicOff aria-hidden size={20} />}
      word={on ? t("live") : off.word}
      short={on ? t("live") : off.short}
      aria-pressed={on}
      aria-keyshortcuts={hold ? "Space" : "M"}
      title={label}
      {...(hold ? HOLD_HANDLERS : { onClick: () => void toggleMic() })}
      data-testid="mic-toggle"
      data-state={mic}
    />
  );
}
