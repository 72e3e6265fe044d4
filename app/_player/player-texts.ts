import { getTranslations } from "next-intl/server";
import { readShell } from "../_server/read-shell";
import type { PlayerTexts } from "./session-store";

/** The player's words in the reader's language, as plain props: it also lives on pages without a catalogue. */
export async function readPlayerTexts(): Promise<PlayerTexts> {
  const [t, { club }] = await Promise.all([getTranslations("player"), readShell()]);
  return {
    club: club.name,
    back: t("back"),
    leave: t("leave"),
    mute: t("mute"),
    unmute: t("unmute"),
    micOn: t("micOn"),
    micOff: t("micOff"),
    listening: t("listening"),
    raiseHand: t("raiseHand"),
    lowerHand: t("lowerHand"),
    region: t("region"),
    reconnecting: t("reconnecting"),
    voiceOff: t("voiceOff"),
    startAudio: t("startAudio"),
    invited: t("invited"),
    thanked: t("thanked"),
    hold: t("hold"),
    weak: t("weak"),
    areYouHere: t("areYouHere"),
    here: t("here"),
    notDone: t("notDone"),
    goBack: t("goBack"),
    dismiss: t("dismiss"),
    departure: { kicked: t("departure.kicked"), elsewhere: t("departure.elsewhere"), ended: t("departure.ended"), refused: t("departure.refused") },
  };
}
