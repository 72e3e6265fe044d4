import { ClubError } from "@/lib/platform/errors";
import type { MembershipView, RolesView } from "./schema";

/** What the gate looks at; a signed-in viewer fits. */
export type GateSubject = { membership: MembershipView; roles: RolesView; banned: boolean };

/**
 * The gate of everything only members may do: a live pass, or admin or owner on-chain, and no club ban.
 * @throws ClubError forbidden with `banned`, `pass_expired` or `pass_required`
 */
export function requireMember({ membership, roles, banned }: GateSubject): void {
  if (banned) throw new ClubError("forbidden", "This account is banned from the club.", { reason: "banned" });
  if (roles.member) return;
  if (membership.expired) throw new ClubError("forbidden", "Your pass has run out. Renew it to come back in.", { reason: "pass_expired" });
  throw new ClubError("forbidden", "You need a membership pass for this.", { reason: "pass_required" });
}
