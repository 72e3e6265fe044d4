import { findMemberById, type MemberRow } from "./store";

/** The account with this member id, or null. */
export const findAccount = ({ id }: { id: string }): Promise<MemberRow | null> => findMemberById(id);
