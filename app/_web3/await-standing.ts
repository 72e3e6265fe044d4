import { request } from "../_http/request";
import { type MembershipView, membershipView } from "@/lib/membership/schema";

const TRIES = 12;
const EVERY_MS = 400;

const readStanding = (): Promise<MembershipView | null> =>
  request("/api/membership/refresh", { method: "POST", body: {}, parse: (value) => membershipView.parse(value) }).catch(() => null);

/**
 * Asks the club to read the chain for the own wallet until it says what is waited for, at most about five seconds; a
 * club that does not answer is asked again, since the transaction is done by now. @returns whether it came to say so
 */
export async function awaitStanding(fits: (membership: MembershipView) => boolean): Promise<boolean> {
  for (let round = 0; round < TRIES; round += 1) {
    const membership = await readStanding();
    if (membership && fits(membership)) return true;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return false;
}
