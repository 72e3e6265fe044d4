import { sha256 } from "@/lib/platform/ids";
import { badgeSvg, collectionSvg, passSvg, plainSvg, toPng } from "./badge-art";
import { badgeContractMetadata, isOffered } from "./metadata";
import { PASS_TIERS, passContractMetadata, passMetadata } from "./pass-metadata";
import { servedBadgeJson } from "./plain-metadata";
import { isDefined } from "./read-on-chain";

export type MetadataFile = { body: string | Uint8Array; type: string; etag: string };

const FILE = /^(?:(\d{1,6})|([0-9a-f]{64})|(contract))\.(json|png|svg)$/;

/** The id of a decimal or 64-digit hex name; ids above 127 do not exist in either contract. */
function idOf(decimal: string | undefined, hex: string | undefined): number {
  const id = decimal === undefined ? BigInt(`0x${hex}`) : BigInt(decimal);
  return id > 127n ? -1 : Number(id);
}

function pictureOf(collection: "badges" | "membership", id: number | "contract"): string | undefined {
  if (collection === "badges") return id === "contract" ? collectionSvg() : ((isOffered(id) ? badgeSvg({ id }) : undefined) ?? plainSvg({ id }));
  return passSvg({ tier: id === "contract" ? 1 : id });
}

function jsonOf(collection: "badges" | "membership", id: number | "contract"): string | undefined {
  if (collection === "badges") return id === "contract" ? badgeContractMetadata() : servedBadgeJson({ id });
  return id === "contract" ? passContractMetadata() : passMetadata({ tier: id });
}

/** Of the catalogue the answer is known; beyond it the contract says what is a badge. */
async function exists(collection: "badges" | "membership", id: number | "contract"): Promise<boolean> {
  if (id === "contract") return true;
  if (collection === "membership") return PASS_TIERS.some(({ tier }) => tier === id);
  return isOffered(id) || (id >= 0 && (await isDefined({ id })));
}

/**
 * A file of token or contract metadata by its name: `{id}.json`, `.png` or `.svg` with the id in decimal or as 64
 * hex digits (what ERC-1155 clients put in place of `{id}`), or `contract.…`. Null for what is not defined.
 * @throws ClubError unavailable (`chain_away`) when only the contract could tell, and it cannot be asked
 */
export async function readMetadataFile({ collection, file }: { collection: "badges" | "membership"; file: string }): Promise<MetadataFile | null> {
  const match = FILE.exec(file);
  if (!match) return null;
  const [, decimal, hex, contract, kind] = match;
  const id = contract ? "contract" : idOf(decimal, hex);
  if (!(await exists(collection, id))) return null;
  const text = kind === "json" ? jsonOf(collection, id) : pictureOf(collection, id);
  if (text === undefined) return null;
  const etag = `"${sha256(`${kind}:${text}`).slice(0, 32)}"`;
  if (kind === "json") return { body: text, type: "application/json; charset=utf-8", etag };
  return kind === "png" ? { body: toPng(text), type: "image/png", etag } : { body: text, type: "image/svg+xml", etag };
}
