import { entitleBadges } from "@/lib/badges/entitle-badges";
import { queueMints } from "@/lib/minting/queue-mints";
import type { JobInput } from "./schema";

/** Writes what a member's totals entitle to, and puts it into the mint pipeline. */
export const handle = async ({ memberId }: JobInput<"entitle-badges">): Promise<void> => {
  await entitleBadges({ memberId });
  await queueMints({ memberId });
};
