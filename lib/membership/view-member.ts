import type { MembershipView, MemberView, OwnProfileView, RolesView } from "./schema";
import type { MemberRow } from "./store";

/** The public profile of an account. */
export const viewMember = (row: MemberRow, roles: RolesView): MemberView => ({
  id: row._id,
  wallet: row.wallet,
  name: row.name,
  bio: row.bio,
  level: row.level,
  roles,
  joinedAt: row.joinedAt.toISOString(),
});

/** The profile as its holder sees it. */
export const viewOwnProfile = (row: MemberRow, roles: RolesView): OwnProfileView => ({ ...viewMember(row, roles), locale: row.locale });

/** The profile as admins see it. */
export const viewForAdmins = (row: MemberRow, roles: RolesView, membership: MembershipView) => ({
  ...viewMember(row, roles),
  membership,
  ban: row.ban ? { reason: row.ban.reason, at: row.ban.at.toISOString() } : null,
});
