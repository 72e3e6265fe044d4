import { useTranslations } from "next-intl";

/** Where captions will stand once something writes them: above the controls, so that no face moves. Hidden while empty. */
export function CaptionsSlot() {
  const t = useTranslations("room");
  return <section id="room-captions" aria-label={t("captions")} hidden />;
}
