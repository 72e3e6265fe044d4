"use client";
import type { ReactNode } from "react";
import { type ButtonLook, buttonLook } from "../../_components/ui/button-look";
import { openOutside } from "../_telegram/bridge";

/** A button that leads out of the Mini App: to the browser, where the wallet is, or to a chat of Telegram. */
export function OutsideLink({ href, icon, children, ...look }: { href: string; icon?: ReactNode; children: ReactNode } & ButtonLook) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className={buttonLook({ block: true, ...look })}
      onClick={(event) => {
        if (openOutside(href)) event.preventDefault();
      }}
    >
      {icon}
      {children}
    </a>
  );
}
