"use client";
import { Headphones, Mic, MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { notify } from "../../../../_components/ui/notify";
import { toggleMic } from "../../../../_player/join-room";
import { useSession } from "../../../../_player/session-store";
import { ControlButton } from "./control-button";

/** The microphone: red with "You are live", grey with "Mic off", or "Listening" for those who are not on stage. */
export function MicButton() {
  const t = useTranslations("room.mic");
  const mic = useSession((session) => session.mic);
  const fault = useSession((session) => session.micFault);
  const muted = useSession((session) => session.mutedByModerator);
  useEffect(() => {
    if (fault) notify({ id: "mic", title: t(`fault.${fault}`), text: t(`faultHelp.${fault}`), tone: "bad", duration: 10_000 });
  }, [fault, t]);
  useEffect(() => {
    if (muted) notify({ id: "mic", title: t("mutedByModerator"), text: t("mutedHelp") });
  }, [muted, t]);
  const voice = useSession((session) => session.voice);
  const silent = voice === "off" ? t("noVoice") : voice === "connected" ? t("listening") : t("connecting");
  if (mic === "none") return <ControlButton wide disabled tone="quiet" icon={<Headphones aria-hidden size={20} />} word={silent} data-testid="mic-toggle" data-state="none" />;
  const on = mic === "on";
  return (
    <ControlButton
      wide
      busy={mic === "starting"}
      tone={on ? "live" : "plain"}
      icon={on ? <Mic aria-hidden size={20} /> : <MicOff aria-hidden size={20} />}
      word={on ? t("live") : t("off")}
      short={on ? t("live") : t("offShort")}
      aria-pressed={on}
      aria-keyshortcuts="M"
      aria-label={on ? t("turnOff") : t("turnOn")}
      title={on ? t("turnOff") : t("turnOn")}
      onClick={() => void toggleMic()}
      data-testid="mic-toggle"
      data-state={mic}
    />
  );
}
