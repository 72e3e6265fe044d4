"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/dialog";
import { Field } from "@/app/_components/ui/field";
import { Textarea } from "@/app/_components/ui/textarea";

/** A ban needs a reason. */
export function BanDialog({ name, busy, onClose, onBan }: { name: string; busy: boolean; onClose: () => void; onBan: (reason: string) => void }) {
  const t = useTranslations("admin.members");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";
  const submit = () => {
    setTried(true);
    if (!missing) onBan(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("banTitle", { name })}
      description={t("banText")}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={submit} data-testid="admin-ban-submit">{t("ban")}</Button>
        </>
      }
    >
      <Field label={t("reason")} hint={t("reasonHint")} {...(tried && missing ? { error: t("reasonMissing") } : {})}>
        {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} data-testid="admin-ban-reason" />}
      </Field>
    </Dialog>
  );
}
