"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../../../../_components/ui/field";
import { Textarea } from "../../../../_components/ui/textarea";
import { reportMessage } from "../../../../_player/chat-api";
import { useAct } from "../../../_components/use-act";
import { ActDialog } from "../_components/act-dialog";

/** Sends a message to the admins, with a reason if one has one. */
export function ReportDialog({ roomId, seq, name, onClose, onDone }: { roomId: string; seq: number; name: string; onClose: () => void; onDone: () => void }) {
  const t = useTranslations("chat.report");
  const { busy, act } = useAct();
  const [reason, setReason] = useState("");
  async function submit() {
    if (!(await act(() => reportMessage(roomId, seq, reason.trim())))) return;
    onClose();
    onDone();
  }
  return (
    <ActDialog title={t("title", { name })} text={t("text")} cancel={t("cancel")} confirm={t("confirm")} busy={busy} onConfirm={() => void submit()} onClose={onClose} submitId="report-submit">
      <Field label={t("reason")} hint={t("reasonHint")}>{(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}</Field>
    </ActDialog>
  );
}
