"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import * as Primitive from "radix-ui/dialog";
import { IconButton } from "./icon-button";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  closeLabel: string;
  children: ReactNode;
  /** Stays at the foot while the content scrolls. */
  actions?: ReactNode;
};

/** A form or a long list beside the page: from the right on a desktop, from below on a phone. */
export function Sheet({ open, onOpenChange, title, description, closeLabel, children, actions }: SheetProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-shade" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] animate-rise flex-col rounded-t-card border border-line bg-surface shadow-pop outline-none sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-105 sm:animate-slide sm:rounded-none sm:border-y-0 sm:border-r-0"
        >
          <div className="flex items-start justify-between gap-4 border-b border-line px-6 py-4">
            <div className="flex flex-col gap-1">
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description ? <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description> : null}
            </div>
            <Primitive.Close asChild><IconButton label={closeLabel} icon={<X aria-hidden size={20} />} className="-my-2 -mr-2" /></Primitive.Close>
          </div>
          <div className="flex-1 overflow-y-auto overscroll-contain px-6 py-4">{children}</div>
          {actions ? <div className="flex gap-3 border-t border-line px-6 pt-4 pb-[calc(16px+var(--safe-bottom))] *:flex-1">{actions}</div> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
