import type { ReactNode } from "react";
import { Spinner } from "./spinner";

/** What is being waited for and how long it may take, said aloud; `action` is where to look meanwhile. */
export const WaitLine = ({ text, hint, action }: { text: string; hint?: string; action?: ReactNode }) => (
  <div role="status" className="flex items-start gap-3 rounded-card border border-line bg-raised p-4 text-sm">
    <Spinner size={20} className="shrink-0 text-accent" />
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <p className="font-medium">{text}</p>
      {hint ? <p className="text-muted">{hint}</p> : null}
      {action}
    </div>
  </div>
);
