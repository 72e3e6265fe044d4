"use client";
import type { ReactElement } from "react";
import * as Primitive from "radix-ui/tooltip";

/** A short explanation on hover and focus. Never the only place of something one needs: fingers do not hover. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content sideOffset={6} collisionPadding={8} className="z-50 max-w-64 animate-enter rounded-inner border border-line bg-raised px-3 py-2 text-xs shadow-pop">{text}</Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
