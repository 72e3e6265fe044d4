"use client";
import { Check, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../../../_components/ui/icon-button";
import { Menu } from "../../../../_components/ui/menu";
import { setSlowMode } from "../../../../_player/chat-api";
import { useAct } from "../../../_components/use-act";

const STEPS = [0, 5, 15, 30, 60];

/** How often everybody but moderators may write. */
export function SlowModeMenu({ roomId, seconds }: { roomId: string; seconds: number }) {
  const t = useTranslations("chat.slow");
  const { busy, act } = useAct();
  const steps = STEPS.includes(seconds) ? STEPS : [...STEPS, seconds].sort((a, b) => a - b);
  return (
    <Menu
      heading={t("heading")}
      align="start"
      groups={[steps.map((step) => ({ label: step === 0 ? t("off") : t("every", { seconds: step }), icon: step === seconds ? <Check aria-hidden size={16} className="text-accent" /> : <span className="size-4" />, onSelect: () => void act(() => setSlowMode(roomId, step)) }))]}
      trigger={<IconButton label={seconds === 0 ? t("buttonOff") : t("button", { seconds })} busy={busy} icon={<Timer aria-hidden size={20} />} className={seconds > 0 ? "text-accent" : ""} data-testid="slow-mode" />}
    />
  );
}
