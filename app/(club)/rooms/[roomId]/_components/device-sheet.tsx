"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { Sheet } from "../../../../_components/ui/sheet";
import { Skeleton } from "../../../../_components/ui/skeleton";
import { Switch } from "../../../../_components/ui/switch";
import { type AudioChoices, useAudioChoices } from "../../../../_player/audio-choices";
import { changeAudio } from "../../../../_player/audio-controls";
import { type Device, type Devices, listDevices } from "../../../../_player/devices";
import { useAct } from "../../../_components/use-act";
import { MicTest } from "./mic-test";

type DeviceFieldProps = { label: string; hint: string; devices: Device[]; chosen: string | null; onChoose: (id: string) => void };

function DeviceField({ label, hint, devices, chosen, onChoose }: DeviceFieldProps) {
  const t = useTranslations("room.devices");
  const options = devices.map((device, index) => ({ value: device.id, label: device.label || t("unnamed", { number: index + 1 }) }));
  // A device of an earlier visit that is not plugged in now: the system's own choice is used.
  const value = devices.some((device) => device.id === chosen) ? chosen : devices[0]?.id;
  return (
    <Field label={label} {...(devices.length === 0 ? { hint } : {})}>
      {(control) => <Select {...control} disabled={devices.length === 0} value={value ?? ""} onValueChange={onChoose} options={options} placeholder={t("none")} />}
    </Field>
  );
}

/** Microphone with a test, speaker, and how the microphone works: in front of the room and in it, remembered on this device. */
export function DeviceSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("room.devices");
  const { act } = useAct();
  const choices = useAudioChoices((all) => all);
  const [devices, setDevices] = useState<Devices | null>(null);
  const read = useCallback(() => void listDevices().then(setDevices, () => setDevices({ microphones: [], speakers: [] })), []);
  useEffect(() => {
    if (!open) return;
    read();
    navigator.mediaDevices?.addEventListener("devicechange", read);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", read);
  }, [open, read]);
  const change = (what: Partial<AudioChoices>) => void act(() => changeAudio(what));
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()} title={t("title")} description={t("text")} closeLabel={t("close")}>
      {devices === null ? (
        <Skeleton className="h-11 w-full" />
      ) : (
        <div className="flex flex-col gap-6 py-2">
          <DeviceField label={t("microphone")} hint={t("noMicrophone")} devices={devices.microphones} chosen={choices.microphone} onChoose={(id) => change({ microphone: id })} />
          <MicTest key={`${choices.microphone} ${choices.noiseSuppression} ${choices.echoCancellation}`} onAllowed={read} />
          <DeviceField label={t("speaker")} hint={t("systemSpeaker")} devices={devices.speakers} chosen={choices.speaker} onChoose={(id) => change({ speaker: id })} />
          <div className="flex flex-col gap-4 border-t border-line pt-6">
            <Switch label={t("pushToTalk")} hint={t("pushToTalkHint")} checked={choices.pushToTalk} onCheckedChange={(pushToTalk) => change({ pushToTalk })} />
            <Switch label={t("noise")} hint={t("noiseHint")} checked={choices.noiseSuppression} onCheckedChange={(noiseSuppression) => change({ noiseSuppression })} />
            <Switch label={t("echo")} hint={t("echoHint")} checked={choices.echoCancellation} onCheckedChange={(echoCancellation) => change({ echoCancellation })} />
          </div>
        </div>
      )}
    </Sheet>
  );
}
