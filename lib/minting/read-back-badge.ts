import { z } from "zod";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { chainReader } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import type { MintTurn } from "./turn";

const FETCH_TIMEOUT_MS = 5_000;
/** How long an answer is taken for good, and how long a failure is not asked again. */
const GOOD_FOR_MS = 60_000;
const BAD_FOR_MS = 5_000;
const tokenJson = z.object({ name: z.string().min(1), image: z.url() });

const answers = new Map<string, { ok: boolean; until: number }>();

async function isServed(contract: `0x${string}`, badgeId: number): Promise<boolean> {
  const uri = await chainReader().readContract({ abi: clubBadgesAbi, address: contract, functionName: "uri", args: [BigInt(badgeId)] });
  const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: "error" });
  const json = await ask(uri);
  if (!json.ok) return false;
  const picture = await ask(tokenJson.parse(await json.json()).image);
  await picture.arrayBuffer();
  return picture.ok && (picture.headers.get("content-type") ?? "").startsWith("image/");
}

/**
 * True when a collector would see the badge: the contract names its JSON, the JSON names a picture, and both are
 * served. What every award of a badge shares is asked once a minute.
 */
export async function isBadgeVisible({ turn, badgeId }: { turn: Pick<MintTurn, "contract" | "deploymentId">; badgeId: number }): Promise<boolean> {
  const key = `${turn.deploymentId}:${badgeId}`;
  const known = answers.get(key);
  if (known && known.until > now().getTime()) return known.ok;
  const ok = await isServed(turn.contract, badgeId).catch(() => false);
  answers.set(key, { ok, until: now().getTime() + (ok ? GOOD_FOR_MS : BAD_FOR_MS) });
  return ok;
}
