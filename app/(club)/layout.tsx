import type { ReactNode } from "react";
import { readShell } from "../_server/read-shell";

/** Members' pages. Each page asks the gate itself; this layout only keeps the frame's note from hiding behind a page's own error. */
export default async function ClubLayout({ children }: { children: ReactNode }) {
  const { away } = await readShell();
  return away ? null : children;
}
