import type { ReactNode } from "react";

/** Nothing here yet: what would be here, and what to do next. */
export const EmptyState = ({ icon, title, text, action }: { icon: ReactNode; title: string; text?: string; action?: ReactNode }) => (
  <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
    <span className="flex size-12 items-center justify-center rounded-full bg-raised text-muted">{icon}</span>
    <p className="font-medium">{title}</p>
    {text ? <p className="max-w-100 text-sm text-muted">{text}</p> : null}
    {action ? <div className="pt-2">{action}</div> : null}
  </div>
);
