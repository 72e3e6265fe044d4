"use client";
import { Volume1, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "../../../../_components/ui/dialog";
import { useAudioChoices } from "../../../../_player/audio-choices";
import { changeVolume } from "../../../../_player/audio-controls";

/** How loud one person is on this device; heard at once, remembered for the next visit. */
export function VolumeDialog({ memberId, name, onClose }: { memberId: string; name: string; onClose: () => void }) {
  const t = useTranslations("room.volume");
  const volume = useAudioChoices((choices) => choices.volumes[memberId] ?? 1);
  const percent = Math.round(volume * 100);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title", { name })} description={t("text")} closeLabel={t("close")}>
      <div className="flex items-center gap-3">
        <Volume1 aria-hidden size={20} className="shrink-0 text-muted" />
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          onChange={(event) => changeVolume(memberId, Number(event.target.value) / 100)}
          aria-label={t("label", { name })}
          aria-valuetext={t("percent", { percent })}
          className="h-11 min-w-0 flex-1 accent-accent"
          data-testid="volume"
        />
        <Volume2 aria-hidden size={20} className="shrink-0 text-muted" />
        <span className="w-12 text-right text-sm tabular-nums">{t("percent", { percent })}</span>
      </div>
    </Dialog>
  );
}
