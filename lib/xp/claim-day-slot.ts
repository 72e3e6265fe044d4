import { now } from "@/lib/platform/clock";
import { duplicatesOf } from "@/lib/platform/mongo";
import { daySlots } from "./store";

type Claim = { scope: string; cause: string; slots: number };

/**
 * Claims one of `slots` places that a daily cap leaves, for one cause. The same cause keeps its place however often
 * it asks, and two that race for the last place cannot both have it.
 * @returns false when the day is full
 */
export async function claimDaySlot(claim: Claim): Promise<boolean> {
  return (await claimDaySlots({ claims: [claim] }))[0] === true;
}

/** `claimDaySlot` for many claims at once; the answers are in the order given. */
export async function claimDaySlots({ claims }: { claims: readonly Claim[] }): Promise<boolean[]> {
  const answers = new Map<Claim, boolean>();
  let open = [...claims];
  // A lost race shows at the next look, and each look takes a place or finds one less free: no day has more looks than places.
  for (let look = 0; open.length > 0 && look <= Math.max(...open.map((claim) => claim.slots)); look += 1) open = await claimFree(open, answers);
  return claims.map((claim) => answers.get(claim) ?? false);
}

const placesOf = ({ scope, slots }: Claim): string[] => Array.from({ length: slots }, (_, n) => `${scope}:${n}`);

/** One look at the places and one try for those that are free; answers the claims that another one was ahead of. */
async function claimFree(claims: readonly Claim[], answers: Map<Claim, boolean>): Promise<Claim[]> {
  const taken = new Map((await daySlots().find({ _id: { $in: claims.flatMap(placesOf) } }).toArray()).map((row) => [row._id, row.cause]));
  const wanted: { claim: Claim; _id: string }[] = [];
  for (const claim of claims) {
    const places = placesOf(claim);
    const free = places.find((place) => !taken.has(place));
    if (places.some((place) => taken.get(place) === claim.cause)) answers.set(claim, true);
    else if (free === undefined) answers.set(claim, false);
    else wanted.push({ claim, _id: free });
  }
  if (wanted.length === 0) return [];
  try {
    await daySlots().insertMany(wanted.map(({ claim, _id }) => ({ _id, cause: claim.cause, at: now() })), { ordered: false });
    for (const { claim } of wanted) answers.set(claim, true);
    return [];
  } catch (error) {
    const refused = duplicatesOf(error);
    wanted.forEach(({ claim }, index) => refused.has(index) || answers.set(claim, true));
    return wanted.filter((_, index) => refused.has(index)).map(({ claim }) => claim);
  }
}
