"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { NavTabs } from "../../_components/ui/nav-tabs";

/** The places of the panel, with the open one marked. */
export function PanelTabs({ label, tabs }: { label: string; tabs: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  const frame = useRef<HTMLDivElement>(null);
  // On a phone the open place may lie beyond the edge.
  useEffect(() => {
    frame.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
  }, [path]);
  return <div ref={frame} className="pb-6"><NavTabs label={label} tabs={tabs} current={path} /></div>;
}
