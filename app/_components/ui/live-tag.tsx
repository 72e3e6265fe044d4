import { Tag } from "./tag";

/** The word for "live" with a breathing dot. */
export const LiveTag = ({ label }: { label: string }) => (
  <Tag tone="live" icon={<span aria-hidden className="size-2 animate-live rounded-full bg-live" />}>{label}</Tag>
);
