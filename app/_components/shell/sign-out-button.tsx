"use client";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { leaveSession } from "./leave-session";

/** Signs out of this browser. */
export function SignOutButton({ label }: { label: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <button type="button" disabled={busy} onClick={() => { setBusy(true); void leaveSession("/"); }} className="flex h-11 w-full items-center gap-3 rounded-inner px-3 text-sm font-medium text-muted transition-colors duration-150 hover:bg-raised hover:text-text disabled:opacity-50">
      <LogOut aria-hidden size={20} />
      {label}
    </button>
  );
}
