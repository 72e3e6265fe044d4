"use client";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { buttonLook } from "../ui/button-look";
import { leaveSession } from "./leave-session";

/** Signs out of this browser. */
export function SignOutButton({ label }: { label: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <button type="button" disabled={busy} onClick={() => { setBusy(true); void leaveSession("/"); }} className={buttonLook({ variant: "ghost", block: true }, "justify-start px-3")}>
      <LogOut aria-hidden size={20} />
      {label}
    </button>
  );
}
