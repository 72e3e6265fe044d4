import { ExternalLink } from "lucide-react";

/** A link to a transaction or address: the explorer, or the club's own page on the local chain. */
export const TxLink = ({ href, label }: { href: string; label: string }) => (
  <a href={href} target="_blank" rel="noreferrer" className="inline-flex w-fit items-center gap-1 text-sm text-accent underline-offset-4 hover:underline">
    {label}
    <ExternalLink aria-hidden size={14} className="shrink-0" />
  </a>
);
