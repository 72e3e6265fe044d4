import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Something failed: what happened, whether anything was lost, the next step. `compact` fits inside a card. */
export const ErrorState = ({ title, text, action, compact = false }: { title: string; text?: string; action?: ReactNode; compact?: boolean }) => (
  <div role="alert" className={compact ? "flex items-start gap-3 rounded-card border border-bad/40 bg-bad/10 p-4" : "flex flex-col items-center gap-3 px-6 py-12 text-center"}>
    <CircleAlert aria-hidden size={compact ? 20 : 32} className="shrink-0 text-bad" />
    <div className={compact ? "flex min-w-0 flex-1 flex-col gap-1 text-sm" : "flex flex-col items-center gap-2"}>
      <p className="font-medium">{title}</p>
      {text ? <p className="max-w-120 text-sm text-muted">{text}</p> : null}
      {action ? <div className="pt-2">{action}</div> : null}
    </div>
  </div>
);
