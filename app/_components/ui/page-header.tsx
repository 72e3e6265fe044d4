import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: string;
  text?: string;
  /** Where one came from, one step up. */
  back?: { href: string; label: string };
  /** At most one primary act. */
  actions?: ReactNode;
};

/** The head of a page: its only h1, one sentence, its acts. */
export function PageHeader({ title, text, back, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2 pb-6">
      {back ? (
        <Link href={back.href} prefetch={false} className="-ml-1 inline-flex h-11 w-fit items-center gap-1 rounded-inner pr-2 text-sm text-muted hover:text-text">
          <ChevronLeft aria-hidden size={16} />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-col gap-1">
          <h1 className="text-xl font-semibold break-words">{title}</h1>
          {text ? <p className="max-w-160 text-muted">{text}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </header>
  );
}
