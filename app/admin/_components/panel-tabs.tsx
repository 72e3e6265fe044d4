"use client";
import { usePathname } from "next/navigation";
import { NavTabs } from "../../_components/ui/nav-tabs";

/** The places of the panel, with the open one marked. */
export function PanelTabs({ label, tabs }: { label: string; tabs: readonly { href: string; label: string }[] }) {
  return <div className="pb-6"><NavTabs label={label} tabs={tabs} current={usePathname()} /></div>;
}
