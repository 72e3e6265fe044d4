import { members } from "./store";

/** Keeps the level beside the profile, for lists and filters. The XP totals are the truth; this is their shadow. */
export async function recordLevel({ memberId, level }: { memberId: string; level: number }): Promise<void> {
  await members().updateOne({ _id: memberId }, { $set: { level } });
}
