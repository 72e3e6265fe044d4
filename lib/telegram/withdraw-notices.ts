import { now } from "@/lib/platform/clock";
import { telegramNotices } from "./store";

/** Takes back what still waits to be sent of one cause, to whomever. @returns how many */
export async function withdrawNotices({ cause, why }: { cause: string; why: string }): Promise<number> {
  // The ids begin with the cause and a colon; the semicolon is the sign after it.
  const { modifiedCount } = await telegramNotices().updateMany({ _id: { $gte: `${cause}:`, $lt: `${cause};` }, state: "ready" }, { $set: { state: "skipped", error: why, at: now() } });
  return modifiedCount;
}
