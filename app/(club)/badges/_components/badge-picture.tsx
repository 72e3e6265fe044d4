import type { BadgeView } from "@/lib/badges/schema";

/** The badge's own picture, the same one its token shows. `dim` while it is not earned. */
export const BadgePicture = ({ badge, size, dim }: { badge: Pick<BadgeView, "image">; size: number; dim: boolean }) => (
  <img src={badge.image} alt="" width={size} height={size} loading="lazy" className={dim ? "shrink-0 rounded-card opacity-70 grayscale" : "shrink-0 rounded-card"} style={{ width: size, height: size }} />
);
