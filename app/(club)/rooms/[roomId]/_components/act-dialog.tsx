"use client";
import type { ReactNode } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";

type ActDialog = {
  title: string;
  text: string;
  cancel: string;
  confirm: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Names the button that does it for the browser tests. */
  submitId: string;
  /** What is to be chosen or said first. */
  children?: ReactNode;
};

/** Asks before an act on somebody: what will happen, its choices, and two buttons. Shown until it is closed. */
export function ActDialog({ title, text, cancel, confirm, busy, onConfirm, onClose, submitId, children }: ActDialog) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      closeLabel={cancel}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm} data-testid={submitId}>{confirm}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
