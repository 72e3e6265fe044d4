"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";

const SHOWN_MS = 2_000;

/** Copies a text and says so for a moment. Renders nothing that could fail where the browser gives no clipboard: the text stands beside it. */
export function CopyButton({ value, label, doneLabel, className }: { value: string; label: string; doneLabel: string; className?: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <>
      <IconButton
        {...(className ? { className } : {})}
        label={done ? doneLabel : label}
        icon={done ? <Check aria-hidden size={16} className="text-good" /> : <Copy aria-hidden size={16} />}
        onClick={() => void navigator.clipboard?.writeText(value).then(() => setDone(true), () => undefined)}
      />
      <span role="status" className="sr-only">{done ? doneLabel : ""}</span>
    </>
  );
}
