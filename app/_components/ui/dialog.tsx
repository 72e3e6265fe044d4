"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import * as Primitive from "radix-ui/dialog";
import { IconButton } from "./icon-button";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One or two sentences: what will happen. */
  description?: string;
  /** The word on the cross, for screen readers. */
  closeLabel: string;
  children?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Opened by somebody else in the middle of typing or tapping: the key or the tap that was under way must not answer it. */
  unasked?: boolean;
};

function focusContent(event: Event): void {
  event.preventDefault();
  (event.target as HTMLElement).focus();
}

/** A question in the middle of the screen (at the bottom on phones). Keeps the focus inside and gives it back. */
export function Dialog({ open, onOpenChange, title, description, closeLabel, children, actions, unasked = false }: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-shade" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...(unasked ? { onOpenAutoFocus: focusContent, onInteractOutside: (event) => event.preventDefault() } : {})}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] animate-rise flex-col gap-4 overflow-y-auto rounded-t-card border border-line bg-surface p-6 pb-[calc(24px+var(--safe-bottom))] shadow-pop outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-120 sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card sm:pb-6"
        >
          <div className="flex items-start justify-between gap-4">
            <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
            <Primitive.Close asChild><IconButton label={closeLabel} icon={<X aria-hidden size={20} />} className="-mt-2 -mr-2" /></Primitive.Close>
          </div>
          {description ? <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description> : null}
          {children}
          {actions ? <div className="flex flex-col-reverse gap-3 pt-2 sm:flex-row sm:justify-end">{actions}</div> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
