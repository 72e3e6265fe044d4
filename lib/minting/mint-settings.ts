import { env } from "@/lib/platform/env";
import { MINT_DEFAULTS, type MintSettings } from "./rules";

/** The numbers of the pipeline: the defaults, over them what the configuration says, over that what is given. */
export function mintSettings(given: Partial<MintSettings> = {}): MintSettings {
  const { MINT_WAIT_SECONDS, MINT_BATCH_AT, MINT_LEASE_SECONDS, VOUCHER_AFTER_MINUTES } = env();
  return { ...MINT_DEFAULTS, waitMs: MINT_WAIT_SECONDS * 1000, batchAt: MINT_BATCH_AT, leaseMs: MINT_LEASE_SECONDS * 1000, voucherAfterMs: VOUCHER_AFTER_MINUTES * 60_000, ...given };
}
