/** Faults that no test can notice, each with the reason why nothing can be seen of them. Named by file and fault. */
export const EXPLAINED: readonly { file: string; fault: string; reason: string }[] = [
  {
    file: "contracts/ClubBadges.sol",
    fault: "for (uint256 id = 0; id < MAX_IDS; ++id) { -> for (uint256 id = 0; id <= MAX_IDS; ++id) {",
    reason: "one turn more looks at id 128, which nobody can hold",
  },
  {
    file: "contracts/ClubBadges.sol",
    fault: "if (gasleft() < ReceiverHook.SAFE_GAS) { -> if (gasleft() <= ReceiverHook.SAFE_GAS) {",
    reason: "one unit of gas at a limit that has thousands to spare",
  },
  {
    file: "contracts/base/MembershipBase.sol",
    fault: "if (gasleft() < ReceiverHook.SAFE_GAS) { -> if (gasleft() <= ReceiverHook.SAFE_GAS) {",
    reason: "one unit of gas at a limit that has thousands to spare",
  },
  {
    file: "contracts/ClubMembership.sol",
    fault: "if (!isCurrencyAllowed(chosen.currency)) revert ClubMembershipCurrencyNotAllowed(chosen.currency); -> if (false) revert ClubMembershipCurrencyNotAllowed(chosen.currency);",
    reason: "taking the money refuses it with the same error; this line only spares the call of permit before",
  },
  {
    file: "contracts/base/MembershipBase.sol",
    fault: "if (duration == 0 || base + duration >= LIFETIME) return LIFETIME; -> if (duration == 0 || base + duration > LIFETIME) return LIFETIME;",
    reason: "at equality both ways give LIFETIME",
  },
  {
    file: "contracts/base/MembershipMoney.sol",
    fault: "if (member.refundUntil == 0) return; -> if (false) return;",
    reason: "without an open right the receipt is empty: nothing is taken off the escrow",
  },
  {
    file: "contracts/base/MintRate.sol",
    fault: "if (refilled >= used) return (limit, limit); -> if (refilled > used) return (limit, limit);",
    reason: "at equality both ways give the whole capacity",
  },
  {
    file: "contracts/base/MintRate.sol",
    fault: "if (used < limit) free = limit - used; -> if (used <= limit) free = limit - used;",
    reason: "at equality nothing is left either way",
  },
];
