import { deployment, explorerAddressUrl } from "@/lib/platform/chain";
import { isLocalChain } from "@/lib/platform/env";
import { type BadgeDefinition, DEFAULT_BADGES, DEMO_BADGE } from "./rules";
import type { BadgeView } from "./schema";

/** The badges of this club, by id: the default ones, and on the local chain the demo badge. */
export const listDefinitions = (): readonly BadgeDefinition[] => (isLocalChain() ? [...DEFAULT_BADGES, DEMO_BADGE] : DEFAULT_BADGES);

/** The badge with this token id, or undefined. */
export const findDefinition = ({ id }: { id: number }): BadgeDefinition | undefined => listDefinitions().find((badge) => badge.id === id);

/** Path of a badge's picture on this site. */
export const badgeImagePath = (id: number, kind: "png" | "svg" = "svg"): string => `/api/metadata/badges/${id}.${kind}`;

/** A badge as pages and clients see it. `image` is a path on this site, `explorer` the contract's page or null. */
export const viewBadge = (badge: BadgeDefinition): BadgeView => ({
  id: badge.id,
  name: badge.name,
  description: badge.description,
  rule: { of: badge.of, threshold: badge.threshold },
  image: badgeImagePath(badge.id),
  explorer: explorerAddressUrl(deployment().badges.address),
});

/** All badges with their thresholds, by id. */
export const listBadges = (): BadgeView[] => listDefinitions().map(viewBadge);
