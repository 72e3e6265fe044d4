"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { Textarea } from "../../../../_components/ui/textarea";
import { banMember } from "../../../../_player/room-api";
import { useAct } from "../../../_components/use-act";
import { ActDialog } from "./act-dialog";

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
    <ActDialog title={t("title", { name })} text={t("text")} cancel={t("cancel")} confirm={t("confirm")} busy={busy} onConfirm={() => void submit()} onClose={onClose} submitId="ban-submit">
      <Field label={t("length")}>
        {(control) => (
          <Select {...control} value={length} onValueChange={setLength} options={[{ value: "hour", label: t("hour") }, { value: "day", label: t("day") }, { value: "always", label: t("always") }]} />
        )}
      </Field>
      <Field label={t("reason")} hint={t("reasonHint")} {...(missing && reason.trim() === "" ? { error: t("reasonMissing") } : {})}>
        {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </ActDialog>
  );
}
