"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { Field } from "../../../../_components/ui/field";
import { Textarea } from "../../../../_components/ui/textarea";
import { reportMessage } from "../../../../_player/chat-api";
import { useAct } from "../../../_components/use-act";

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
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("text")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={() => void submit()} data-testid="report-submit">{t("confirm")}</Button>
        </>
      }
    >
      <Field label={t("reason")} hint={t("reasonHint")}>{(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}</Field>
    </Dialog>
  );
}
