"use client";
import type { ReactElement, ReactNode } from "react";
import * as Primitive from "radix-ui/dropdown-menu";
import { cx } from "./cx";

export type MenuItem = { label: string; icon?: ReactNode; tone?: "plain" | "danger"; disabled?: boolean; onSelect: () => void };
export type MenuProps = {
  /** One button; the menu opens from it. */
  trigger: ReactElement;
  /** Groups of items, with a line between groups. Empty groups vanish. */
  groups: readonly (readonly MenuItem[])[];
  /** A heading, such as whose menu it is. */
  heading?: string;
  align?: "start" | "end";
};

/** Acts on one thing. */
export function Menu({ trigger, groups, heading, align = "end" }: MenuProps) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content align={align} sideOffset={4} collisionPadding={8} className="z-50 min-w-48 animate-enter rounded-card border border-line bg-raised p-1 shadow-pop">
          {heading ? <Primitive.Label className="px-3 py-2 text-xs text-muted">{heading}</Primitive.Label> : null}
          {shown.map((group, index) => (
            <Primitive.Group key={group[0]?.label}>
              {index > 0 ? <Primitive.Separator className="my-1 h-px bg-line" /> : null}
              {group.map((item) => (
                <Primitive.Item
                  key={item.label}
                  disabled={item.disabled}
                  onSelect={item.onSelect}
                  className={cx("flex min-h-11 items-center gap-3 rounded-inner px-3 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-line", item.tone === "danger" && "text-bad")}
                >
                  {item.icon}
                  {item.label}
                </Primitive.Item>
              ))}
            </Primitive.Group>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
