"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { Sheet } from "../../../../_components/ui/sheet";
import { Skeleton } from "../../../../_components/ui/skeleton";
import type { Device, Devices } from "../../../../_player/voice";
import { useAct } from "../../../_components/use-act";

/** Which microphone and which speaker the room uses on this device. */
export function DeviceSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("room.devices");
  const { act } = useAct();
  const [devices, setDevices] = useState<Devices | null>(null);
  useEffect(() => {
    if (!open) return;
    let current = true;
    const read = () => void import("../../../../_player/voice").then(({ listDevices }) => listDevices()).then((found) => current && setDevices(found)).catch(() => current && setDevices({ microphones: [], speakers: [], microphone: null, speaker: null }));
    read();
    navigator.mediaDevices?.addEventListener("devicechange", read);
    return () => {
      current = false;
      navigator.mediaDevices?.removeEventListener("devicechange", read);
    };
  }, [open]);
  const choose = (kind: "audioinput" | "audiooutput", id: string) =>
    void act(async () => {
      const voice = await import("../../../../_player/voice");
      await voice.chooseDevice(kind, id);
      setDevices(await voice.listDevices());
    });
  const options = (list: Device[]) => list.map((device, index) => ({ value: device.id, label: device.label || t("unnamed", { number: index + 1 }) }));
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()} title={t("title")} description={t("text")} closeLabel={t("close")}>
      <div className="flex flex-col gap-6 py-2">
        {devices === null ? (
          <Skeleton className="h-11 w-full" />
        ) : (
          <>
            <Field label={t("microphone")} {...(devices.microphones.length === 0 ? { hint: t("noMicrophone") } : {})}>
              {(control) => <Select {...control} disabled={devices.microphones.length === 0} value={devices.microphone ?? devices.microphones[0]?.id ?? ""} onValueChange={(id) => choose("audioinput", id)} options={options(devices.microphones)} placeholder={t("none")} />}
            </Field>
            <Field label={t("speaker")} {...(devices.speakers.length === 0 ? { hint: t("systemSpeaker") } : {})}>
              {(control) => <Select {...control} disabled={devices.speakers.length === 0} value={devices.speaker ?? devices.speakers[0]?.id ?? ""} onValueChange={(id) => choose("audiooutput", id)} options={options(devices.speakers)} placeholder={t("none")} />}
            </Field>
          </>
        )}
      </div>
    </Sheet>
  );
}
