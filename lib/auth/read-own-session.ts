import { readMember } from "@/lib/membership/read-member";
import { ownProfileView } from "@/lib/membership/schema";
import { readSession } from "./read-session";
import type { SignedInView } from "./schema";

/** What a browser may know of its own session, or null. @throws ClubError unavailable (`chain_away`) */
export async function readOwnSession({ token }: { token: string }): Promise<SignedInView | null> {
  const viewer = await readSession({ token });
  if (!viewer) return null;
  const { wallet, locale, membership, roles, banned } = viewer;
  return { member: ownProfileView.parse({ ...(await readMember({ wallet })), roles, locale }), membership, roles, banned };
}
