"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { cx } from "../../_components/ui/cx";
import { NavTabs } from "../../_components/ui/nav-tabs";

const FADE_RIGHT = "[mask-image:linear-gradient(to_right,black_calc(100%_-_40px),transparent)]";
const FADE_LEFT = "[mask-image:linear-gradient(to_left,black_calc(100%_-_40px),transparent)]";
const FADE_BOTH = "[mask-image:linear-gradient(to_right,transparent,black_40px,black_calc(100%_-_40px),transparent)]";

/** The places of the panel, with the open one marked. An edge beyond which there are more of them fades out. */
export function PanelTabs({ label, tabs }: { label: string; tabs: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  const frame = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  // On a phone the open place may lie beyond the edge.
  useEffect(() => {
    frame.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
  }, [path]);
  useEffect(() => {
    const nav = frame.current?.querySelector("nav");
    if (!nav) return;
    const look = () => {
      const next = { before: nav.scrollLeft > 1, after: nav.scrollLeft + nav.clientWidth < nav.scrollWidth - 1 };
      setMore((now) => (now.before === next.before && now.after === next.after ? now : next));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(nav);
    nav.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      nav.removeEventListener("scroll", look);
    };
  }, []);
  const fade = more.before && more.after ? FADE_BOTH : more.after ? FADE_RIGHT : more.before ? FADE_LEFT : "";
  return <div ref={frame} className="pb-6"><div className={cx(fade)}><NavTabs label={label} tabs={tabs} current={path} /></div></div>;
}
