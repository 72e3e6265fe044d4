// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {ClubMetadata} from "./base/ClubMetadata.sol";
import {ClubToken} from "./base/ClubToken.sol";
import {MembershipMoney} from "./base/MembershipMoney.sol";

/// @title Club membership
/// @notice The club's passes: soulbound ERC-1155 tokens whose id is the tier, bought for a time or for life.
/// @dev `isActive` is the gate. `balanceOf` also counts passes that ended and were not cleared away yet.
contract ClubMembership is MembershipMoney {
    /// @notice Longest duration of a plan that is not for life, in seconds.
    uint256 public constant MAX_DURATION = 3650 days;

    uint16 private _planCount;
    mapping(uint256 planId => Plan) private _plans;

    /// @param name_ Collection name shown by explorers.
    /// @param symbol_ Collection symbol.
    /// @param contractURI_ Where the collection's JSON is.
    /// @param owner_ Holds the ownership; the deployer keeps no role.
    /// @param adminDelay Seconds between announcing and accepting a new owner.
    /// @param treasury_ Where withdrawn money goes.
    /// @param refundWindow_ Seconds in which a first own purchase can be taken back, at most 14 days.
    constructor(
        string memory name_,
        string memory symbol_,
        string memory contractURI_,
        address owner_,
        uint48 adminDelay,
        address treasury_,
        uint32 refundWindow_
    )
        ClubToken(adminDelay, owner_)
        ClubMetadata(name_, symbol_, contractURI_)
        MembershipMoney(treasury_, refundWindow_)
    {}

    // ------------------------------------------------------------------ buy

    /// @notice Buys a pass for `to`, who has no live one. Send exactly the price of an ETH plan; for an ERC-20 plan
    /// approve it first and send nothing. The first purchase an account ever makes for itself can be refunded.
    /// @dev Reverts when paused, for an unknown or inactive plan, a price above `maxPrice`, a wrong value, a full
    /// club, a live pass, or a receiver contract that refuses.
    /// @param planId The plan, from 1.
    /// @param to Who gets the pass; a gift when it is not the caller.
    /// @param maxPrice Most the caller is ready to pay, in the plan's smallest unit.
    function buy(uint256 planId, address to, uint256 maxPrice) external payable nonReentrant whenNotPaused {
        _buy(planId, to, maxPrice);
    }

    /// @notice Buys a pass of an ERC-20 plan for `to`, with the caller's ERC-2612 permit instead of an approval.
    /// @dev The permit may already have been used by somebody else: only the allowance counts then.
    /// @param planId The plan, from 1.
    /// @param to Who gets the pass.
    /// @param maxPrice Most the caller is ready to pay, in the plan's smallest unit.
    /// @param deadline Last second of the permit, unix time.
    /// @param v Of the permit's signature.
    /// @param r Of the permit's signature.
    /// @param s Of the permit's signature.
    function buyWithPermit(
        uint256 planId,
        address to,
        uint256 maxPrice,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant whenNotPaused {
        Plan memory chosen = _usablePlan(planId, maxPrice);
        if (chosen.currency == address(0)) revert ClubMembershipCurrencyNotAllowed(address(0));
        if (!isCurrencyAllowed(chosen.currency)) revert ClubMembershipCurrencyNotAllowed(chosen.currency);
        try
            IERC20Permit(chosen.currency).permit(msg.sender, address(this), chosen.price, deadline, v, r, s)
        {} catch {}
        _buy(planId, to, maxPrice);
    }

    /// @notice Prolongs the pass of `account` from its end, or from now when it has ended. Anyone may pay.
    /// @dev Reverts as `buy` does, without a pass, for a pass for life, and for another tier while the pass is live.
    /// @param planId The plan, from 1.
    /// @param account Whose pass.
    /// @param maxPrice Most the caller is ready to pay, in the plan's smallest unit.
    function renew(uint256 planId, address account, uint256 maxPrice) external payable nonReentrant whenNotPaused {
        _renew(planId, account, msg.sender, _usablePlan(planId, maxPrice));
    }

    /// @notice Prolongs the pass of a member who switched automatic renewal on, from that member's own allowance.
    /// Anyone may call it, in the last 5 % of the plan's duration before the end or in the GRACE after it.
    /// @dev Reverts without consent, above the consented price, for an inactive plan, another tier, outside the
    /// window, or when the member's balance or allowance does not suffice.
    /// @param account The member.
    function renewFor(address account) external nonReentrant whenNotPaused {
        AutoRenew memory consent = _autoRenews[account];
        if (consent.planId == 0) revert ClubMembershipAutoRenewOff(account);
        Plan memory chosen = _usablePlan(consent.planId, consent.maxPrice);
        Membership memory member = _load(account);
        if (member.tier != chosen.tier) {
            revert ClubMembershipTierChangeWhileActive(account, member.tier, chosen.tier);
        }
        if (member.expiresAt == LIFETIME) revert ClubMembershipAlreadyLifetime(account);
        uint256 opensAt = member.expiresAt - chosen.duration / 20;
        if (block.timestamp < opensAt) revert ClubMembershipAutoRenewTooEarly(opensAt);
        uint256 closedAt = member.expiresAt + GRACE;
        if (block.timestamp > closedAt) revert ClubMembershipAutoRenewTooLate(closedAt);
        _renew(consent.planId, account, account, chosen);
    }

    /// @notice Lets the club renew the caller's pass by itself with an ERC-20 plan. (0, 0) switches it off, which
    /// also happens when the pass is given up, refunded, revoked or cleared away.
    /// @param planId An active ERC-20 plan with a duration and of the pass's tier, or 0.
    /// @param maxPrice Most one renewal may cost, in the plan's smallest unit.
    function setAutoRenew(uint256 planId, uint256 maxPrice) external {
        if (planId != 0) {
            Plan memory chosen = _usablePlan(planId, maxPrice);
            if (!isCurrencyAllowed(chosen.currency) || chosen.currency == address(0)) {
                revert ClubMembershipCurrencyNotAllowed(chosen.currency);
            }
            if (chosen.duration == 0) revert ClubMembershipInvalidDuration(0);
            uint16 tier = _members[msg.sender].tier;
            if (tier == 0) revert ClubMembershipNotMember(msg.sender);
            if (tier != chosen.tier) revert ClubMembershipTierChangeWhileActive(msg.sender, tier, chosen.tier);
            if (maxPrice > type(uint96).max) revert ClubMembershipPriceTooHigh(maxPrice, type(uint96).max);
        } else {
            maxPrice = 0;
        }
        _setAutoRenew(msg.sender, planId, maxPrice);
    }

    /// @notice Gives the caller's pass up. Nothing is paid back; an open refund can still be taken. Works while paused.
    function renounce() external {
        _leave(msg.sender, _requirePass(msg.sender));
        emit Renounced(msg.sender);
    }

    /// @notice Clears away passes that ended more than GRACE ago and frees their seats. Others are left alone.
    /// @param accounts 1 to MAX_BATCH wallets.
    function expire(address[] calldata accounts) external {
        _checkBatch(accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            Membership memory member = _load(accounts[i]);
            if (member.tier == 0 || uint256(member.expiresAt) + GRACE >= block.timestamp) continue;
            _leave(accounts[i], member);
            emit Expired(accounts[i]);
        }
    }

    // ---------------------------------------------------------------- admin

    /// @notice Gives `account` a pass of `tier`, or moves and prolongs the one it has. Admin only.
    /// @dev Reverts when paused, for an unknown tier, a time not in the future or before the current end, a full
    /// club, or a receiver contract that refuses.
    /// @param account Not zero.
    /// @param tier A defined tier.
    /// @param until Unix time, or LIFETIME.
    function grant(address account, uint16 tier, uint64 until) external nonReentrant whenNotPaused onlyAdmin {
        _grant(account, tier, until);
    }

    /// @notice Grants the same pass to many accounts, all or none. Admin only.
    /// @param accounts 1 to MAX_BATCH wallets.
    /// @param tier A defined tier.
    /// @param until Unix time, or LIFETIME.
    function grantBatch(
        address[] calldata accounts,
        uint16 tier,
        uint64 until
    ) external nonReentrant whenNotPaused onlyAdmin {
        _checkBatch(accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) _grant(accounts[i], tier, until);
    }

    /// @notice Prolongs the pass of `account`. Admin only.
    /// @param account A wallet with a pass, ended or not.
    /// @param until Later than now and than the current end; LIFETIME for ever.
    function extend(address account, uint64 until) external whenNotPaused onlyAdmin {
        Membership memory member = _requirePass(account);
        if (until <= member.expiresAt) revert ClubMembershipShorterExpiry(account, member.expiresAt, until);
        if (until <= block.timestamp) revert ClubMembershipInvalidExpiry(until);
        member.expiresAt = until;
        _store(account, member);
        emit Extended(account, msg.sender, until);
    }

    /// @notice Takes the pass from `account`. An open refund can still be taken by it. Admin only.
    /// @param account A wallet with a pass.
    /// @param reason 1 to 512 bytes, logged.
    function revoke(address account, string calldata reason) external onlyAdmin {
        _checkText(bytes(reason).length);
        _leave(account, _requirePass(account));
        emit Revoked(account, msg.sender, reason);
    }

    /// @notice Stops buying, renewing and granting. Refunds, giving up and reading always work. Admin only.
    function pause() external onlyAdmin {
        _pause();
    }

    /// @notice Lets buying, renewing and granting go on. Admin only.
    function unpause() external onlyAdmin {
        _unpause();
    }

    // ---------------------------------------------------------------- owner

    /// @notice Adds a plan, on sale at once. A plan's terms never change: a new price is a new plan. Owner only.
    /// @param tier A defined tier.
    /// @param duration Seconds up to MAX_DURATION, 0 for life.
    /// @param currency An allowed ERC-20, or zero for ETH.
    /// @param price In the currency's smallest unit, below 2^96.
    /// @return planId The new plan's id.
    function setPlan(
        uint16 tier,
        uint64 duration,
        address currency,
        uint128 price
    ) external onlyRole(DEFAULT_ADMIN_ROLE) returns (uint256 planId) {
        if (tier == 0 || !_has(_defined, tier)) revert ClubMembershipUnknownTier(tier);
        if (duration > MAX_DURATION) revert ClubMembershipInvalidDuration(duration);
        if (!isCurrencyAllowed(currency)) revert ClubMembershipCurrencyNotAllowed(currency);
        if (price > type(uint96).max) revert ClubMembershipPriceTooHigh(price, type(uint96).max);
        if (_planCount == type(uint16).max) revert ClubMembershipTooManyPlans(type(uint16).max);
        planId = ++_planCount;
        _plans[planId] = Plan(currency, uint96(price), duration, tier, true);
        emit PlanSet(planId, tier, currency, price, duration);
        emit PlanActive(planId, true);
    }

    /// @notice Takes a plan off sale or puts it back. Owner only.
    /// @param planId A known plan.
    /// @param active Whether it is on sale.
    function setPlanActive(uint256 planId, bool active) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _checkPlan(planId);
        _plans[planId].active = active;
        emit PlanActive(planId, active);
    }

    /// @notice Issues the pass of a lost wallet again to `to`, with the same end. Owner only.
    /// @dev Refused while the old wallet could still take a refund: nobody gets a pass and the money.
    /// @param from The lost wallet, with a pass.
    /// @param to The member's new wallet, without one.
    function reissue(address from, address to) external nonReentrant onlyRole(DEFAULT_ADMIN_ROLE) {
        if (to == address(0)) revert ClubMembershipZeroAddress();
        if (from == to) revert ClubMembershipSameAccount(to);
        Membership memory old = _requirePass(from);
        if (old.refundUntil >= block.timestamp) revert ClubMembershipRefundOpen(from, old.refundUntil);
        Membership memory member = _load(to);
        if (member.tier != 0) revert ClubMembershipAlreadyMember(to);
        member.expiresAt = old.expiresAt;
        member.purchasedAt = old.purchasedAt;
        member.planId = old.planId;
        member.hasPaid = member.hasPaid || old.hasPaid;
        uint16 tier = old.tier;
        _leave(from, old);
        _admit(to, member, tier);
        emit Reissued(from, to, member.expiresAt);
        _askReceiver(to, tier);
    }

    // ---------------------------------------------------------------- views

    /// @notice Terms of a plan. Reverts for an unknown one.
    /// @param planId The plan, from 1.
    /// @return Its terms; a duration of 0 is for life.
    function plan(uint256 planId) external view returns (Plan memory) {
        _checkPlan(planId);
        return _plans[planId];
    }

    /// @notice Number of plans: ids run from 1 to this.
    /// @return The number.
    function planCount() external view returns (uint256) {
        return _planCount;
    }

    /// @notice What `buy` or `renew` would cost `account` now, and until when the pass would last. Reverts as they
    /// would for the plan and for the pass that `account` holds.
    /// @param planId The plan, from 1.
    /// @param account The wallet.
    /// @return currency An ERC-20, or zero for ETH.
    /// @return amount The price in its smallest unit.
    /// @return newExpiry Unix time, or LIFETIME.
    function quote(
        uint256 planId,
        address account
    ) external view returns (address currency, uint256 amount, uint256 newExpiry) {
        Plan memory chosen = _usablePlan(planId, type(uint256).max);
        Membership memory member = _load(account);
        return (chosen.currency, chosen.price, _renewedExpiry(account, member, chosen));
    }

    // ------------------------------------------------------------- internal

    function _buy(uint256 planId, address to, uint256 maxPrice) private {
        Plan memory chosen = _usablePlan(planId, maxPrice);
        if (to == address(0)) revert ClubMembershipZeroAddress();
        Membership memory member = _load(to);
        if (_isLive(member)) revert ClubMembershipAlreadyMember(to);
        bool moved = member.tier != chosen.tier;
        member.expiresAt = _expiryAfter(block.timestamp, chosen.duration);
        member.purchasedAt = uint64(block.timestamp);
        member.planId = uint16(planId);
        _book(to, msg.sender, chosen, member, true);
        _admit(to, member, chosen.tier);
        emit Purchased(to, planId, msg.sender, chosen.currency, chosen.price, member.expiresAt);
        _collect(msg.sender, chosen);
        if (moved) _askReceiver(to, chosen.tier);
    }

    function _renew(uint256 planId, address account, address payer, Plan memory chosen) private {
        Membership memory member = _requirePass(account);
        bool moved = member.tier != chosen.tier;
        member.expiresAt = _renewedExpiry(account, member, chosen);
        member.planId = uint16(planId);
        _book(account, payer, chosen, member, false);
        _admit(account, member, chosen.tier);
        emit Renewed(account, planId, payer, chosen.currency, chosen.price, member.expiresAt);
        _collect(payer, chosen);
        if (moved) _askReceiver(account, chosen.tier);
    }

    function _grant(address account, uint16 tier, uint64 until) private {
        if (account == address(0)) revert ClubMembershipZeroAddress();
        if (tier == 0 || !_has(_defined, tier)) revert ClubMembershipUnknownTier(tier);
        if (until <= block.timestamp) revert ClubMembershipInvalidExpiry(until);
        Membership memory member = _load(account);
        if (until < member.expiresAt) revert ClubMembershipShorterExpiry(account, member.expiresAt, until);
        bool moved = member.tier != tier;
        member.expiresAt = until;
        _admit(account, member, tier);
        emit Granted(account, tier, msg.sender, until);
        if (moved) _askReceiver(account, tier);
    }

    function _renewedExpiry(
        address account,
        Membership memory member,
        Plan memory chosen
    ) private view returns (uint64) {
        if (!_isLive(member)) return _expiryAfter(block.timestamp, chosen.duration);
        if (member.expiresAt == LIFETIME) revert ClubMembershipAlreadyLifetime(account);
        if (member.tier != chosen.tier) {
            revert ClubMembershipTierChangeWhileActive(account, member.tier, chosen.tier);
        }
        return _expiryAfter(member.expiresAt, chosen.duration);
    }

    function _usablePlan(uint256 planId, uint256 maxPrice) private view returns (Plan memory chosen) {
        _checkPlan(planId);
        chosen = _plans[planId];
        if (!chosen.active) revert ClubMembershipPlanInactive(planId);
        if (chosen.price > maxPrice) revert ClubMembershipPriceChanged(chosen.price, maxPrice);
    }

    function _checkPlan(uint256 planId) private view {
        if (planId == 0 || planId > _planCount) revert ClubMembershipUnknownPlan(planId);
    }

    function _checkBatch(uint256 size) private pure {
        if (size == 0) revert ClubMembershipEmptyBatch();
        if (size > MAX_BATCH) revert ClubMembershipBatchTooLarge(size, MAX_BATCH);
    }
}
