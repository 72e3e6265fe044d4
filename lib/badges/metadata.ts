import { type Hash, keccak256, stringToBytes } from "viem";
import { env } from "@/lib/platform/env";
import { findDefinition } from "./list-badges";
import { type BadgeDefinition, DEFAULT_BADGES, DEMO_BADGE } from "./rules";

const CATEGORIES: Record<BadgeDefinition["of"], string> = {
  total: "Journey",
  listening_time: "Listening",
  live_attendance: "Attendance",
  hand_raises: "Hands",
  speeches_given: "Speaking",
  support_received: "Support",
};

export const SEASON = "Genesis";

type At = {
  /** Where the site is, without a slash at the end. By default APP_URL. */
  baseUrl?: string;
};

/** Where the site is, without a slash at the end: what is given, else APP_URL. */
export const siteUrl = (baseUrl?: string): string => (baseUrl ?? env().APP_URL).replace(/\/+$/, "");

/** The full URL of a badge's JSON: what `uri(id)` on the contract answers. */
export const badgeUri = ({ id, baseUrl }: { id: number } & At): string => `${siteUrl(baseUrl)}/api/metadata/badges/${id}.json`;

/** The full URL of the badge collection's JSON: what `contractURI()` answers. */
export const badgeContractUri = ({ baseUrl }: At = {}): string => `${siteUrl(baseUrl)}/api/metadata/badges/contract.json`;

/** Definitions by id whether or not this club offers them: a deployment may define the demo badge before the club runs. */
const anyDefinition = (id: number): BadgeDefinition | undefined => [...DEFAULT_BADGES, DEMO_BADGE].find((badge) => badge.id === id);

/**
 * The token JSON of a badge, exactly as it is served: same bytes for the same id and base URL, always. Undefined for
 * an id that is no badge.
 */
export function badgeMetadata({ id, baseUrl }: { id: number } & At): string | undefined {
  const badge = anyDefinition(id);
  if (!badge) return undefined;
  const at = siteUrl(baseUrl);
  return JSON.stringify({
    name: badge.name,
    description: badge.description,
    image: `${at}/api/metadata/badges/${id}.png`,
    image_svg: `${at}/api/metadata/badges/${id}.svg`,
    external_url: `${at}/badges#badge-${id}`,
    decimals: 0,
    attributes: [
      { trait_type: "Category", value: CATEGORIES[badge.of] },
      { trait_type: "XP threshold", display_type: "number", value: badge.threshold },
      { trait_type: "Season", value: SEASON },
      { trait_type: "Soulbound", value: "Yes" },
    ],
  });
}

/**
 * The badge's `contentHash` on-chain: keccak256 of the very bytes that `uri(id)` serves, so anybody can check it with
 * nothing but the URL. The bytes hold the site's address: whoever sets a new `uri` sets the new hash with it
 * (`setBadgeURI` takes both), and a badge is frozen only once the site's address is for good.
 * @throws when the id is no badge
 */
export function contentHash({ id, baseUrl }: { id: number } & At): Hash {
  const json = badgeMetadata({ id, baseUrl });
  if (json === undefined) throw new Error(`There is no badge ${id}.`);
  return keccak256(stringToBytes(json));
}

/** True for an id the club's site serves: 404 is for the others. */
export const isOffered = (id: number): boolean => findDefinition({ id }) !== undefined;

/** The badge collection's JSON (ERC-7572), as served. `owner` is listed as the only collaborator when given. */
export function badgeContractMetadata({ baseUrl, owner }: At & { owner?: string } = {}): string {
  const at = siteUrl(baseUrl);
  return JSON.stringify({
    name: BADGE_COLLECTION.name,
    symbol: BADGE_COLLECTION.symbol,
    description: "Soulbound badges of the FOMO Voice Club, awarded the moment they are earned in live rooms. They can not be bought or moved.",
    image: `${at}/api/metadata/badges/contract.png`,
    banner_image: `${at}/api/metadata/badges/contract.png`,
    featured_image: `${at}/api/metadata/badges/contract.png`,
    external_link: `${at}/badges`,
    ...(owner ? { collaborators: [owner] } : {}),
  });
}

/** What the contract's name() and symbol() say, so that every explorer shows the same. */
export const BADGE_COLLECTION = { name: "FOMO Voice Club Badges", symbol: "FOMOBADGE" } as const;
