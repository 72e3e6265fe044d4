import { SEASON, siteUrl } from "./metadata";

/** The kinds of pass, by token id (tier). What each costs and how long it lasts is a plan, on-chain. */
export const PASS_TIERS = [
  { tier: 1, name: "Member Pass", description: "Opens the doors of the club: its live rooms, its chat and its library. Bound to its holder." },
] as const;

/** What the contract's name() and symbol() say. */
export const PASS_COLLECTION = { name: "FOMO Voice Club Pass", symbol: "FOMOPASS" } as const;

/** The full URL of a tier's JSON: what `uri(tier)` on the contract answers. */
export const passUri = ({ tier, baseUrl }: { tier: number; baseUrl?: string }): string => `${siteUrl(baseUrl)}/api/metadata/membership/${tier}.json`;

/** The full URL of the pass collection's JSON: what `contractURI()` answers. */
export const passContractUri = ({ baseUrl }: { baseUrl?: string } = {}): string => `${siteUrl(baseUrl)}/api/metadata/membership/contract.json`;

/** The token JSON of a tier, as served; undefined for a tier that is none. */
export function passMetadata({ tier, baseUrl }: { tier: number; baseUrl?: string }): string | undefined {
  const found = PASS_TIERS.find((candidate) => candidate.tier === tier);
  if (!found) return undefined;
  const at = siteUrl(baseUrl);
  return JSON.stringify({
    name: found.name,
    description: found.description,
    image: `${at}/api/metadata/membership/${tier}.png`,
    image_svg: `${at}/api/metadata/membership/${tier}.svg`,
    external_url: `${at}/join`,
    decimals: 0,
    attributes: [
      { trait_type: "Tier", display_type: "number", value: tier },
      { trait_type: "Season", value: SEASON },
      { trait_type: "Soulbound", value: "Yes" },
    ],
  });
}

/** The pass collection's JSON (ERC-7572), as served. */
export function passContractMetadata({ baseUrl, owner }: { baseUrl?: string; owner?: string } = {}): string {
  const at = siteUrl(baseUrl);
  return JSON.stringify({
    name: PASS_COLLECTION.name,
    symbol: PASS_COLLECTION.symbol,
    description: "Membership passes of the FOMO Voice Club. A live pass opens the doors; it is bound to its holder.",
    image: `${at}/api/metadata/membership/contract.png`,
    banner_image: `${at}/api/metadata/membership/contract.png`,
    featured_image: `${at}/api/metadata/membership/contract.png`,
    external_link: `${at}/join`,
    ...(owner ? { collaborators: [owner] } : {}),
  });
}
