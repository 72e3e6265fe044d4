import { env } from "@/lib/platform/env";
import { MINT_DEFAULTS, type MintSettings } from "./rules";

/** The numbers of the pipeline: the defaults, over them what the configuration says, over that what is given. */
export function mintSettings(given: Partial<MintSettings> = {}): MintSettings {
  const { MINT_WAIT_SECONDS, MINT_BATCH_AT, VOUCHER_AFTER_MINUTES } = env();
  return { ...MINT_DEFAULTS, waitMs: MINT_WAIT_SECONDS * 1000, batchAt: MINT_BATCH_AT, voucherAfterMs: VOUCHER_AFTER_MINUTES * 60_000, ...given };
}
