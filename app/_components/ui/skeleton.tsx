import { cx } from "./cx";

/** The shape of what is coming. Give it the size of the real thing, so that nothing jumps; `round` for pictures of people. */
export const Skeleton = ({ className, round = false }: { className?: string; round?: boolean }) => (
  <span aria-hidden className={cx("block animate-pulse bg-raised", round ? "rounded-full" : "rounded-inner", className)} />
);

/** A loading list of `rows` rows, with the sentence a screen reader hears. */
export const SkeletonList = ({ rows = 5, label }: { rows?: number; label: string }) => (
  <div role="status" className="flex flex-col gap-3">
    <span className="sr-only">{label}</span>
    {Array.from({ length: rows }, (_, index) => (
      <span key={index} className="flex items-center gap-3">
        <Skeleton round className="size-10" />
        <span className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-3 w-1/3" />
        </span>
      </span>
    ))}
  </div>
);
