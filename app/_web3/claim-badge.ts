import { zeroAddress } from "viem";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { voucherView } from "@/lib/minting/schema";
import { request } from "../_http/request";
import { eventOf } from "./event-of";
import { sendCall, type SendStep } from "./send-call";
import type { ConnectedWallet } from "./wallet-bridge";
import type { WalletSettings } from "./wallet-settings";

export type ClaimBadge = { wallet: ConnectedWallet; settings: WalletSettings; badgeId: number; onStep: (step: SendStep) => void };

/**
 * Claims an earned badge with the member's own wallet, which pays the network fee: voucher of the club → simulated →
 * wallet → receipt → the event that gives this badge to this wallet.
 * @throws RequestError when the club gives no voucher; else what `faultText` explains
 */
export async function claimBadge({ wallet, settings, badgeId, onStep }: ClaimBadge): Promise<void> {
  onStep({ step: "check" });
  const voucher = await request(`/api/badges/${badgeId}/voucher`, { method: "POST", body: {}, parse: (value) => voucherView.parse(value) });
  const receipt = await sendCall({
    wallet,
    settings,
    to: { abi: clubBadgesAbi, address: voucher.contract as `0x${string}` },
    functionName: "claim",
    args: [voucher.to as `0x${string}`, BigInt(voucher.id), BigInt(voucher.deadline), voucher.signature as `0x${string}`],
    onStep,
  });
  eventOf({ abi: clubBadgesAbi, receipt, names: ["TransferSingle"], fits: ({ args }) => args.from === zeroAddress && args.to.toLowerCase() === voucher.to && args.id === BigInt(badgeId) && args.value === 1n });
}
