// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

/// @title Shapes, events and errors of ClubMembership
/// @dev Currency zero is ETH. Amounts are in the currency's smallest unit, times in unix seconds, durations in seconds.
abstract contract ClubMembershipTypes {
    /// @notice What a pass costs and how long it lasts. Price and terms never change; a new price is a new plan.
    struct Plan {
        address currency;
        uint96 price;
        uint64 duration;
        uint16 tier;
        bool active;
    }

    /// @notice One account's pass, in one slot. `tier` 0: no pass. `refundUntil` 0: nothing to refund.
    struct Membership {
        uint64 expiresAt;
        uint64 purchasedAt;
        uint64 refundUntil;
        uint16 tier;
        uint16 planId;
        bool hasPaid;
    }

    /// @notice What an account may still get back.
    struct Receipt {
        address currency;
        uint96 paid;
    }

    /// @notice A member's consent to be charged again. `planId` 0: none.
    struct AutoRenew {
        uint16 planId;
        uint96 maxPrice;
    }

    event PlanSet(
        uint256 indexed planId,
        uint256 indexed tier,
        address indexed currency,
        uint256 price,
        uint256 duration
    );
    event PlanActive(uint256 indexed planId, bool active);
    event Purchased(
        address indexed account,
        uint256 indexed planId,
        address indexed payer,
        address currency,
        uint256 amount,
        uint256 expiresAt
    );
    event Renewed(
        address indexed account,
        uint256 indexed planId,
        address indexed payer,
        address currency,
        uint256 amount,
        uint256 expiresAt
    );
    event Granted(address indexed account, uint256 indexed tier, address indexed by, uint256 expiresAt);
    event Extended(address indexed account, address indexed by, uint256 expiresAt);
    event Revoked(address indexed account, address indexed by, string reason);
    event Renounced(address indexed account);
    event Expired(address indexed account);
    event Refunded(address indexed account, address indexed currency, uint256 amount);
    event Reissued(address indexed from, address indexed to, uint256 expiresAt);
    event AutoRenewSet(address indexed account, uint256 indexed planId, uint256 maxPrice);
    event Withdrawn(address indexed currency, address indexed treasury, uint256 amount);
    event Rescued(address indexed currency, address indexed treasury, uint256 amount);
    event MaxMembersSet(uint256 maxMembers);
    event RefundWindowSet(uint256 window);
    event TreasurySet(address indexed treasury);
    event SuccessorSet(address indexed successor);
    event CurrencySet(address indexed currency, bool allowed);

    error ClubMembershipSoulbound();
    error ClubMembershipZeroAddress();
    error ClubMembershipSuccessorSet(address successor);
    error ClubMembershipTextLength(uint256 length);
    error ClubMembershipUnauthorizedAdmin(address account);
    error ClubMembershipUnknownTier(uint256 tier);
    error ClubMembershipUnknownPlan(uint256 planId);
    error ClubMembershipPlanInactive(uint256 planId);
    error ClubMembershipTooManyPlans(uint256 max);
    error ClubMembershipInvalidDuration(uint256 duration);
    error ClubMembershipPriceTooHigh(uint256 price, uint256 max);
    error ClubMembershipPriceChanged(uint256 price, uint256 maxPrice);
    error ClubMembershipWrongValue(uint256 expected, uint256 received);
    error ClubMembershipCurrencyNotAllowed(address currency);
    error ClubMembershipFeeOnTransfer(address currency, uint256 expected, uint256 received);
    error ClubMembershipFull(uint256 maxMembers);
    error ClubMembershipBelowSupply(uint256 maxMembers, uint256 totalMembers);
    error ClubMembershipAlreadyMember(address account);
    error ClubMembershipAlreadyLifetime(address account);
    error ClubMembershipNotMember(address account);
    error ClubMembershipTierChangeWhileActive(address account, uint256 current, uint256 wanted);
    error ClubMembershipInvalidExpiry(uint256 until);
    error ClubMembershipShorterExpiry(address account, uint256 current, uint256 wanted);
    error ClubMembershipNotRefundable(address account);
    error ClubMembershipWindowClosed(uint256 until);
    error ClubMembershipRefundOpen(address account, uint256 until);
    error ClubMembershipInvalidWindow(uint256 window, uint256 max);
    error ClubMembershipAutoRenewOff(address account);
    error ClubMembershipAutoRenewTooEarly(uint256 opensAt);
    error ClubMembershipAutoRenewTooLate(uint256 closedAt);
    error ClubMembershipNothingToWithdraw(address currency);
    error ClubMembershipEmptyBatch();
    error ClubMembershipBatchTooLarge(uint256 size, uint256 max);
    error ClubMembershipSameAccount(address account);
    error ClubMembershipInsufficientGas(uint256 left, uint256 needed);
}
