"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/dialog";

/** Says exactly what a refund does before it is done. */
export function RefundDialog({ open, amount, onClose, onYes }: { open: boolean; amount: string; onClose: () => void; onYes: () => void }) {
  const t = useTranslations("join.refund");
  const common = useTranslations("common");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("ask")}
      description={t("askText", { amount })}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="danger" onClick={onYes} data-testid="refund-yes">{t("yes", { amount })}</Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted">
        <li>{t("endsAtOnce")}</li>
        <li>{t("keeps")}</li>
        <li>{t("onlyOnce")}</li>
      </ul>
    </Dialog>
  );
}
