import { type Hash, keccak256, stringToBytes } from "viem";
import { badgeMetadata, badgeUri, isOffered, SEASON, siteUrl } from "./metadata";

type Badge = { id: number; /** By default APP_URL. */ baseUrl?: string };

/**
 * The token JSON of a badge that the owner defined on-chain beyond the club's catalogue: what is true of every badge,
 * and no more. The club awards no such badge by itself.
 */
function plainBadgeMetadata({ id, baseUrl }: Badge): string {
  const at = siteUrl(baseUrl);
  return JSON.stringify({
    name: `Badge ${id}`,
    description: "A badge of the FOMO Voice Club, given by hand.",
    image: `${at}/api/metadata/badges/${id}.png`,
    image_svg: `${at}/api/metadata/badges/${id}.svg`,
    external_url: `${at}/badges`,
    decimals: 0,
    attributes: [
      { trait_type: "Category", value: "Special" },
      { trait_type: "Season", value: SEASON },
      { trait_type: "Soulbound", value: "Yes" },
    ],
  });
}

/** keccak256 of the JSON of a badge beyond the catalogue, as this site serves it. */
export const plainContentHash = (badge: Badge): Hash => keccak256(stringToBytes(plainBadgeMetadata(badge)));

/** The token JSON that this site serves for a badge id once it is defined; the catalogue's own where there is one. */
export const servedBadgeJson = ({ id }: { id: number }): string => (isOffered(id) ? badgeMetadata({ id }) : undefined) ?? plainBadgeMetadata({ id });

/** What the owner gives the contract for a badge that this site serves: its address and the hash of the served bytes. */
export const proposeBadge = ({ id }: { id: number }): { uri: string; contentHash: Hash } => ({ uri: badgeUri({ id }), contentHash: keccak256(stringToBytes(servedBadgeJson({ id }))) });
