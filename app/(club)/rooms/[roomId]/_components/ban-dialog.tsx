"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { Textarea } from "../../../../_components/ui/textarea";
import { banMember } from "../../../../_player/room-api";
import { useAct } from "../../../_components/use-act";

const MINUTES = { hour: 60, day: 1_440, always: null } as const;

/** Bans somebody from this room, with a length and a reason for the record. */
export function BanDialog({ roomId, memberId, name, onClose }: { roomId: string; memberId: string; name: string; onClose: () => void }) {
  const t = useTranslations("room.ban");
  const { busy, act } = useAct();
  const [length, setLength] = useState<keyof typeof MINUTES>("day");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  async function submit() {
    if (reason.trim() === "") return setMissing(true);
    if (await act(() => banMember(roomId, memberId, { reason: reason.trim(), minutes: MINUTES[length] }))) onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("text")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={() => void submit()}>{t("confirm")}</Button>
        </>
      }
    >
      <Field label={t("length")}>
        {(control) => (
          <Select {...control} value={length} onValueChange={setLength} options={[{ value: "hour", label: t("hour") }, { value: "day", label: t("day") }, { value: "always", label: t("always") }]} />
        )}
      </Field>
      <Field label={t("reason")} hint={t("reasonHint")} {...(missing && reason.trim() === "" ? { error: t("reasonMissing") } : {})}>
        {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </Dialog>
  );
}
