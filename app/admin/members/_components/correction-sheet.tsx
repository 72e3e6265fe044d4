"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { Button } from "@/app/_components/ui/button";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { notify } from "@/app/_components/ui/notify";
import { Sheet } from "@/app/_components/ui/sheet";
import { Textarea } from "@/app/_components/ui/textarea";
import { ignore, request } from "@/app/_http/request";

const MOST = 1_000_000;

/** One correction. Its key is made with the form, so that a second press after a lost answer is the same correction. */
export function CorrectionSheet({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations("admin.correction");
  const common = useTranslations("common");
  const { busy, act } = useAct();
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const amount = Number(typed.trim().replace("−", "-"));
  const amountFault = typed.trim() === "" || !Number.isInteger(amount) || amount === 0 || Math.abs(amount) > MOST;
  const reasonFault = reason.trim().length < 3;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (amountFault || reasonFault) return;
    const done = await act(() => request("/api/admin/xp-corrections", { method: "POST", body: { memberId: member.id, amount, reason: reason.trim(), key }, parse: ignore }));
    if (!done) return;
    notify({ title: t("done"), tone: "good" });
    onClose();
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: member.name })}
      description={t("text", { name: member.name })}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form="xp-correction" busy={busy} data-testid="xp-correction-submit">{t("submit")}</Button>
        </>
      }
    >
      <form id="xp-correction" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-6">
        <Field label={t("amount")} hint={t("amountHint")} {...(tried && amountFault ? { error: t("amountWrong") } : {})}>
          {(control) => <Input {...control} value={typed} maxLength={9} autoComplete="off" onChange={(event) => setTyped(event.target.value)} data-testid="xp-correction-amount" />}
        </Field>
        <Field label={t("reason")} hint={t("reasonHint")} {...(tried && reasonFault ? { error: t("reasonMissing") } : {})}>
          {(control) => <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} data-testid="xp-correction-reason" />}
        </Field>
      </form>
    </Sheet>
  );
}
