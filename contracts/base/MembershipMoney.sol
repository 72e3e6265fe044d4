// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {MembershipBase} from "./MembershipBase.sol";

/// @title The club's money
/// @notice Takes exact payments, holds back what may still be refunded, and pays the rest to the treasury only.
/// @dev Everything is accounted by an own ledger per currency, never by the raw balance, so forced ETH and stray
/// tokens change nothing. Refundable money sits in one bucket per day of its window's end: at most 15 are open.
abstract contract MembershipMoney is MembershipBase, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice Longest refund window, in seconds.
    uint256 public constant MAX_REFUND_WINDOW = 14 days;

    address private _treasury;
    mapping(address currency => bool) private _allowed;
    mapping(address currency => uint256) private _ledger;
    mapping(address currency => mapping(uint256 day => uint256)) private _escrow;
    mapping(address account => Receipt) private _receipts;

    constructor(address treasury_, uint32 refundWindow_) {
        _setTreasury(treasury_);
        _setRefundWindow(refundWindow_);
    }

    /// @notice Where withdrawn money goes.
    /// @return The treasury's address.
    function treasury() external view returns (address) {
        return _treasury;
    }

    /// @notice Seconds in which a first own purchase can be taken back.
    /// @return 0 to MAX_REFUND_WINDOW.
    function refundWindow() external view returns (uint256) {
        return _refundWindow;
    }

    /// @notice Whether plans may be priced in `currency`. ETH, the zero address, always is.
    /// @param currency An ERC-20 or zero.
    /// @return True when allowed.
    function isCurrencyAllowed(address currency) public view returns (bool) {
        return currency == address(0) || _allowed[currency];
    }

    /// @notice What `account` may take back now.
    /// @param account The wallet that paid for its own pass.
    /// @return currency The currency it paid in.
    /// @return amount What it paid; 0 when nothing can be taken back.
    /// @return until Last second of the window, 0 when there is none.
    function refundOf(address account) external view returns (address currency, uint256 amount, uint256 until) {
        until = _members[account].refundUntil;
        if (until < block.timestamp) return (address(0), 0, until);
        Receipt memory receipt = _receipts[account];
        return (receipt.currency, receipt.paid, until);
    }

    /// @notice What came in and has been neither refunded nor withdrawn.
    /// @param currency An ERC-20 or zero for ETH.
    /// @return The amount, refundable money included.
    function ledger(address currency) external view returns (uint256) {
        return _ledger[currency];
    }

    /// @notice What is held back for refunds: purchases whose window ends today (UTC) or later.
    /// @param currency An ERC-20 or zero for ETH.
    /// @return total The amount.
    function escrow(address currency) public view returns (uint256 total) {
        uint256 today = block.timestamp / 1 days;
        uint256 last = today + MAX_REFUND_WINDOW / 1 days;
        for (uint256 day = today; day <= last; ++day) total += _escrow[currency][day];
    }

    /// @notice What the owner may withdraw to the treasury now.
    /// @param currency An ERC-20 or zero for ETH.
    /// @return The ledger less the escrow.
    function withdrawable(address currency) public view returns (uint256) {
        return _ledger[currency] - escrow(currency);
    }

    /// @notice Takes back the caller's first own purchase, in full, and ends the pass. Works while paused.
    /// @dev Reverts when there is nothing to refund, when the window is over, or when the caller paid for a pass
    /// again since.
    function refund() external nonReentrant {
        Membership memory member = _load(msg.sender);
        if (member.refundUntil == 0) revert ClubMembershipNotRefundable(msg.sender);
        if (block.timestamp > member.refundUntil) revert ClubMembershipWindowClosed(member.refundUntil);
        Receipt memory receipt = _receipts[msg.sender];
        _closeReceipt(msg.sender, member);
        _ledger[receipt.currency] -= receipt.paid;
        if (member.tier == 0) _store(msg.sender, member);
        else _leave(msg.sender, member);
        emit Refunded(msg.sender, receipt.currency, receipt.paid);
        _send(receipt.currency, msg.sender, receipt.paid);
    }

    /// @notice Sends everything withdrawable to the treasury. Owner only.
    /// @param currency An ERC-20 or zero for ETH. Reverts when there is nothing.
    function withdraw(address currency) external nonReentrant onlyRole(DEFAULT_ADMIN_ROLE) {
        uint256 amount = withdrawable(currency);
        if (amount == 0) revert ClubMembershipNothingToWithdraw(currency);
        _ledger[currency] -= amount;
        emit Withdrawn(currency, _treasury, amount);
        _send(currency, _treasury, amount);
    }

    /// @notice Sends what is here by mistake, above the ledger, to the treasury. Owner only.
    /// @param currency An ERC-20 or zero for ETH. Reverts when there is nothing.
    function rescue(address currency) external nonReentrant onlyRole(DEFAULT_ADMIN_ROLE) {
        uint256 amount = _balance(currency) - _ledger[currency];
        if (amount == 0) revert ClubMembershipNothingToWithdraw(currency);
        emit Rescued(currency, _treasury, amount);
        _send(currency, _treasury, amount);
    }

    /// @notice Changes where withdrawn money goes. Owner only.
    /// @param newTreasury Not zero.
    function setTreasury(address newTreasury) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setTreasury(newTreasury);
    }

    /// @notice Changes the refund window of future purchases. Owner only.
    /// @param window Seconds, 0 to MAX_REFUND_WINDOW.
    function setRefundWindow(uint32 window) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRefundWindow(window);
    }

    /// @notice Allows or forbids an ERC-20 for payments. Refunds and withdrawals in it always work. Owner only.
    /// @dev Allow only tokens without fee on transfer and without rebasing.
    /// @param currency The token, not zero.
    /// @param allowed Whether it may be paid with.
    function setCurrency(address currency, bool allowed) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (currency == address(0)) revert ClubMembershipZeroAddress();
        _allowed[currency] = allowed;
        emit CurrencySet(currency, allowed);
    }

    /// @dev Books a purchase of `account` and, when it is its first own one, opens the refund right in `member`.
    function _book(address account, address payer, Plan memory plan, Membership memory member, bool first) internal {
        _ledger[plan.currency] += plan.price;
        if (payer != account) return;
        _closeReceipt(account, member);
        if (first && !member.hasPaid && _refundWindow != 0 && plan.price != 0) {
            uint64 until = uint64(block.timestamp) + _refundWindow;
            member.refundUntil = until;
            _receipts[account] = Receipt(plan.currency, plan.price);
            _escrow[plan.currency][until / 1 days] += plan.price;
        }
        member.hasPaid = true;
    }

    /// @dev Takes exactly the price: the whole of msg.value, or an ERC-20 amount that must arrive undiminished.
    function _collect(address payer, Plan memory plan) internal {
        if (plan.currency == address(0)) {
            if (msg.value != plan.price) revert ClubMembershipWrongValue(plan.price, msg.value);
            return;
        }
        if (msg.value != 0) revert ClubMembershipWrongValue(0, msg.value);
        if (!_allowed[plan.currency]) revert ClubMembershipCurrencyNotAllowed(plan.currency);
        uint256 before = _balance(plan.currency);
        IERC20(plan.currency).safeTransferFrom(payer, address(this), plan.price);
        uint256 received = _balance(plan.currency) - before;
        if (received != plan.price) revert ClubMembershipFeeOnTransfer(plan.currency, plan.price, received);
    }

    /// @dev Ends the refund right, in storage for the receipt and in memory for the member.
    function _closeReceipt(address account, Membership memory member) private {
        if (member.refundUntil == 0) return;
        Receipt memory receipt = _receipts[account];
        _escrow[receipt.currency][member.refundUntil / 1 days] -= receipt.paid;
        delete _receipts[account];
        member.refundUntil = 0;
    }

    function _send(address currency, address to, uint256 amount) private {
        if (currency == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(currency).safeTransfer(to, amount);
    }

    function _balance(address currency) private view returns (uint256) {
        return currency == address(0) ? address(this).balance : IERC20(currency).balanceOf(address(this));
    }

    function _setTreasury(address newTreasury) private {
        if (newTreasury == address(0) || newTreasury == address(this)) revert ClubMembershipZeroAddress();
        _treasury = newTreasury;
        emit TreasurySet(newTreasury);
    }

    function _setRefundWindow(uint32 window) private {
        if (window > MAX_REFUND_WINDOW) revert ClubMembershipInvalidWindow(window, MAX_REFUND_WINDOW);
        _refundWindow = window;
        emit RefundWindowSet(window);
    }
}
