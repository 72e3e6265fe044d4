import { withMember } from "@/app/_server/with-member";
import { issueVoucher } from "@/lib/minting/issue-voucher";
import { voucherParams, voucherView } from "@/lib/minting/schema";

/** A claim of an earned badge that the member sends with their own gas, while the club cannot. */
export const POST = withMember(async ({ params, viewer }) => {
  const { id } = voucherParams.parse(params);
  const voucher = await issueVoucher({ memberId: viewer.id, wallet: viewer.wallet, badgeId: id });
  return Response.json(voucherView.parse(voucher), { status: 201, headers: { "Cache-Control": "no-store" } });
});
