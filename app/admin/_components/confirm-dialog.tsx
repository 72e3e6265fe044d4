"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/dialog";

type ConfirmDialogProps = { open: boolean; title: string; text: string; yes: string; /** For tests: of the button that does it. */ testId: string; children?: ReactNode; onClose: () => void; onYes: () => void };

/** The second look at what cannot be taken back. Closes before it acts. */
export function ConfirmDialog({ open, title, text, yes, testId, children, onClose, onYes }: ConfirmDialogProps) {
  const common = useTranslations("common");
  const act = () => {
    onClose();
    onYes();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={text}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" onClick={act} data-testid={testId}>{yes}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
