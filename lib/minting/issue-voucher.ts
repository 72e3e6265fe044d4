import { deployment, deploymentId, minterAccount } from "@/lib/platform/chain";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { findLease } from "./find-lease";
import { mintSettings } from "./mint-settings";
import { moveItem } from "./move-item";
import { type MintSettings, VOUCHER_MARGIN_MS, voucherState } from "./rules";
import type { VoucherView } from "./schema";
import { outbox, outboxId, type OutboxRow } from "./store";

type IssueVoucher = {
  memberId: string;
  /** The member's wallet, lower-case. */
  wallet: `0x${string}`;
  badgeId: number;
  settings?: Partial<MintSettings>;
};

/**
 * A signed claim that the member may send with their own gas: only for a badge they earned, only while the minter has
 * been out of gas for long, and only for an item in no transaction. The item is left to the voucher until it has
 * run out, so the two ways never meet; the same voucher is signed again when asked for again.
 * @throws ClubError not_found (`not_earned`), conflict (`wrong_state` with `details.state`, `signer_works`),
 *   unavailable (`minter_missing`)
 */
export async function issueVoucher({ memberId, wallet, badgeId, settings: given }: IssueVoucher): Promise<VoucherView> {
  const settings = mintSettings(given);
  const id = outboxId(deploymentId(), wallet, badgeId);
  const item = await outbox().findOne({ _id: id, memberId });
  if (!item) throw new ClubError("not_found", "This badge is not earned yet.", { reason: "not_earned" });
  const account = minterAccount();
  const left = voucherState({ item, hold: null, at: now(), settings }) === "open" ? item : await leaveToMember({ item, settings });
  const deadline = Math.floor(((left.voucherUntil?.getTime() ?? 0) - VOUCHER_MARGIN_MS) / 1000);
  const { address } = deployment().badges;
  const signature = await account.signTypedData({
    domain: { name: "ClubBadges", version: "1", chainId: env().CHAIN_ID, verifyingContract: address },
    types: { Claim: [{ name: "to", type: "address" }, { name: "id", type: "uint256" }, { name: "deadline", type: "uint256" }] },
    primaryType: "Claim",
    message: { to: wallet, id: BigInt(badgeId), deadline: BigInt(deadline) },
  });
  return { contract: address, chainId: env().CHAIN_ID, to: wallet, id: badgeId, deadline, signature };
}

async function leaveToMember({ item, settings }: { item: OutboxRow; settings: MintSettings }): Promise<OutboxRow> {
  const lease = await findLease();
  // As if it were waiting: a signer that works is the first thing to say, whatever the item's own state.
  if (!voucherState({ item: { ...item, state: "pending" }, hold: lease?.hold ?? null, at: now(), settings })) throw new ClubError("conflict", "The club sends this badge by itself.", { reason: "signer_works" });
  const voucherUntil = new Date(now().getTime() + settings.voucherMs + VOUCHER_MARGIN_MS);
  const left = await moveItem({ id: item._id, from: ["pending"], set: { state: "claiming", voucherUntil } });
  if (!left) throw new ClubError("conflict", "This badge is on its way already.", { reason: "wrong_state", details: { state: item.state } });
  return left;
}
