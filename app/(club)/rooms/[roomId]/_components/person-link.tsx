"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useInTelegram } from "../../../../_player/rooms-path";

/** Leads to somebody's page; the Mini App has none, so there it is only a line. */
export function PersonLink({ wallet, className, children }: { wallet: string; className: string; children: ReactNode }) {
  return useInTelegram() ? <div className={className}>{children}</div> : <Link href={`/members/${wallet}`} prefetch={false} className={className}>{children}</Link>;
}
