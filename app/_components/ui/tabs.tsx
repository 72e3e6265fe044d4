"use client";
import type { ReactNode } from "react";
import * as Primitive from "radix-ui/tabs";

export type Tab = { value: string; label: string; count?: number; content: ReactNode };
export type TabsProps = { label: string; tabs: readonly Tab[]; value?: string; defaultValue?: string; onValueChange?: (value: string) => void; className?: string };

/** Several views of one place. Arrow keys move between tabs. For views with an own address use links instead (NavTabs). */
export function Tabs({ label, tabs, value, defaultValue, onValueChange, className }: TabsProps) {
  return (
    <Primitive.Root className={className} value={value} defaultValue={defaultValue ?? (value === undefined ? tabs[0]?.value : undefined)} onValueChange={onValueChange}>
      <Primitive.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px inline-flex h-11 items-center gap-2 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors duration-150 hover:text-text data-[state=active]:border-accent data-[state=active]:text-text focus-visible:-outline-offset-2"
          >
            {tab.label}
            {tab.count ? <span className="rounded-full bg-raised px-2 text-xs leading-5 tabular-nums">{tab.count}</span> : null}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="pt-4">{tab.content}</Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
