import type { z } from "zod";
import { ClubError } from "@/lib/platform/errors";
import type { profileInput } from "./schema";
import { type MemberRow, members } from "./store";

/** Changes the given fields of an account's own profile. @throws ClubError not_found (`no_member`) */
export async function updateProfile({ memberId, change }: { memberId: string; change: z.infer<typeof profileInput> }): Promise<MemberRow> {
  const fields = change.name === undefined ? change : { ...change, nameKey: change.name.toLowerCase() };
  const row = Object.keys(fields).length === 0
    ? await members().findOne({ _id: memberId })
    : await members().findOneAndUpdate({ _id: memberId }, { $set: fields }, { returnDocument: "after" });
  if (!row) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
  return row;
}
