"use client";
import { Check, ChevronDown } from "lucide-react";
import * as Primitive from "radix-ui/select";
import { CONTROL } from "./control-look";
import { cx } from "./cx";
import type { FieldControl } from "./field";

export type SelectOption<V extends string = string> = { value: V; label: string };
export type SelectProps<V extends string> = Partial<FieldControl> & {
  value: V;
  onValueChange: (value: V) => void;
  /** No option may have an empty value. */
  options: readonly SelectOption<V>[];
  placeholder?: string;
  /** Needed when it stands outside a Field. */
  "aria-label"?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
};

/** One of several. Goes inside a Field, or takes an `aria-label`. */
export function Select<V extends string>({ value, onValueChange, options, placeholder, disabled, name, className, ...control }: SelectProps<V>) {
  return (
    <Primitive.Root value={value} onValueChange={(next) => onValueChange(next as V)} disabled={disabled} name={name}>
      <Primitive.Trigger className={cx(CONTROL, "inline-flex h-11 items-center justify-between gap-2 text-left", className)} {...control}>
        <span className="truncate"><Primitive.Value placeholder={placeholder}>{options.find((option) => option.value === value)?.label}</Primitive.Value></span>
        <Primitive.Icon asChild><ChevronDown aria-hidden size={16} className="shrink-0 text-muted" /></Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content position="popper" sideOffset={4} className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-card border border-line bg-raised shadow-pop">
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <Primitive.Item key={option.value} value={option.value} className="flex min-h-11 items-center justify-between gap-4 rounded-inner px-3 text-sm outline-none select-none data-highlighted:bg-line">
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator><Check aria-hidden size={16} className="text-accent" /></Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
