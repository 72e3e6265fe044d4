import { sha256 } from "@/lib/platform/ids";
import { badgeSvg, collectionSvg, passSvg, toPng } from "./badge-art";
import { badgeContractMetadata, badgeMetadata, isOffered } from "./metadata";
import { PASS_TIERS, passContractMetadata, passMetadata } from "./pass-metadata";

export type MetadataFile = { body: string | Uint8Array; type: string; etag: string };

const FILE = /^(?:(\d{1,6})|([0-9a-f]{64})|(contract))\.(json|png|svg)$/;

/** The id of a decimal or 64-digit hex name; ids above 127 do not exist in either contract. */
function idOf(decimal: string | undefined, hex: string | undefined): number {
  const id = decimal === undefined ? BigInt(`0x${hex}`) : BigInt(decimal);
  return id > 127n ? -1 : Number(id);
}

function pictureOf(collection: "badges" | "membership", id: number | "contract"): string | undefined {
  if (collection === "badges") return id === "contract" ? collectionSvg() : badgeSvg({ id });
  return passSvg({ tier: id === "contract" ? 1 : id });
}

function jsonOf(collection: "badges" | "membership", id: number | "contract"): string | undefined {
  if (collection === "badges") return id === "contract" ? badgeContractMetadata() : badgeMetadata({ id });
  return id === "contract" ? passContractMetadata() : passMetadata({ tier: id });
}

/**
 * A file of token or contract metadata by its name: `{id}.json`, `.png` or `.svg` with the id in decimal or as 64
 * hex digits (what ERC-1155 clients put in place of `{id}`), or `contract.…`. Null for what is not defined.
 */
export function readMetadataFile({ collection, file }: { collection: "badges" | "membership"; file: string }): MetadataFile | null {
  const match = FILE.exec(file);
  if (!match) return null;
  const [, decimal, hex, contract, kind] = match;
  const id = contract ? "contract" : idOf(decimal, hex);
  const exists = id === "contract" || (collection === "badges" ? isOffered(id) : PASS_TIERS.some(({ tier }) => tier === id));
  if (!exists) return null;
  const text = kind === "json" ? jsonOf(collection, id) : pictureOf(collection, id);
  if (text === undefined) return null;
  const etag = `"${sha256(`${kind}:${text}`).slice(0, 32)}"`;
  if (kind === "json") return { body: text, type: "application/json; charset=utf-8", etag };
  return kind === "png" ? { body: toPng(text), type: "image/png", etag } : { body: text, type: "image/svg+xml", etag };
}
