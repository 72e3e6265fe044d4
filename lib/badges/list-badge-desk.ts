import { badgeImagePath, findDefinition, listDefinitions } from "./list-badges";
import { proposeBadge } from "./plain-metadata";
import { readOnChainBadges, type OnChainBadge } from "./read-on-chain";

/** A badge on the owner's desk. `onChain` is null until it is defined; `served` is what this site would give the contract. */
export type DeskBadge = { id: number; /** Path of the picture on this site. */ image: string; /** Of the club's catalogue, with a threshold; others are given by hand. */ offered: boolean; onChain: Omit<OnChainBadge, "id"> | null; served: { uri: string; contentHash: `0x${string}` } };
export type BadgeDesk = { /** Whether awarding is paused. */ paused: boolean; badges: DeskBadge[]; /** Ids a new badge may take, with what this site would serve. */ free: { id: number; served: DeskBadge["served"] }[] };

const MAX_IDS = 128;
const FREE_SHOWN = 12;

/** The catalogue and every badge that is defined on-chain, by id. @throws ClubError unavailable (`chain_away`) */
export async function listBadgeDesk(): Promise<BadgeDesk> {
  const { paused, badges } = await readOnChainBadges();
  const defined = new Map(badges.map(({ id, ...rest }) => [id, rest]));
  const ids = [...new Set([...listDefinitions().map(({ id }) => id), ...defined.keys()])].sort((a, b) => a - b);
  const known = new Set(ids);
  // From 1 on: 0 is a badge's id too, but people take it for "none".
  const free = Array.from({ length: MAX_IDS }, (_, index) => (index + 1) % MAX_IDS).filter((id) => !known.has(id)).slice(0, FREE_SHOWN);
  return {
    paused,
    badges: ids.map((id) => ({ id, image: badgeImagePath(id), offered: findDefinition({ id }) !== undefined, onChain: defined.get(id) ?? null, served: proposeBadge({ id }) })),
    free: free.map((id) => ({ id, served: proposeBadge({ id }) })),
  };
}
