import { type ReactNode, useId } from "react";
import { cx } from "./cx";

/** A part of a page under its own heading, with at most one link or act beside it. */
export function Section({ title, text, action, children, className }: { title: string; text?: string; action?: ReactNode; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx("flex flex-col gap-4", className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex flex-col gap-1">
          <h2 id={id} className="text-lg font-semibold">{title}</h2>
          {text ? <p className="text-sm text-muted">{text}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
