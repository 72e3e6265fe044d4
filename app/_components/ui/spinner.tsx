import { LoaderCircle } from "lucide-react";
import { cx } from "./cx";

/** A turning ring. Decorative: the sentence beside it says what is waited for. */
export const Spinner = ({ size = 16, className }: { size?: number; className?: string }) => <LoaderCircle aria-hidden size={size} className={cx("animate-spin", className)} />;
