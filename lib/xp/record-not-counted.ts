import { isDuplicateKey } from "@/lib/platform/mongo";
import { notCounted, type NotCountedRow } from "./store";

export type { NotCountedRow };

/** Keeps why time in a live room was not paid, for the member to see. The first word on a bucket stays. */
export async function recordNotCounted({ rows }: { rows: readonly NotCountedRow[] }): Promise<void> {
  if (rows.length === 0) return;
  try {
    await notCounted().insertMany([...rows], { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
