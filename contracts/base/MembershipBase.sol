// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {ClubMembershipTypes} from "./ClubMembershipTypes.sol";
import {ClubMetadata} from "./ClubMetadata.sol";
import {IClubAdmins} from "./IClubAdmins.sol";
import {ReceiverHook} from "./ReceiverHook.sol";

/// @title Passes and seats
/// @notice Who holds which pass until when, how many seats there are, and who is an admin.
/// @dev The tier in the member's slot is the balance: at most one pass per account.
abstract contract MembershipBase is ClubMembershipTypes, ClubMetadata, Pausable, IClubAdmins {
    /// @notice May grant, extend and revoke passes and pause. Has no access to money, plans, metadata or roles.
    bytes32 public constant ADMIN_ROLE = keccak256("ADMIN_ROLE");
    /// @notice The expiry of a pass that never ends.
    uint64 public constant LIFETIME = type(uint64).max;
    /// @notice Seconds after its expiry during which a pass keeps its seat.
    uint256 public constant GRACE = 7 days;

    uint32 internal _totalMembers;
    uint32 internal _maxMembers;
    uint32 internal _refundWindow;
    address private _successor;
    mapping(address account => Membership) internal _members;
    mapping(address account => AutoRenew) internal _autoRenews;

    modifier onlyAdmin() {
        _checkAdmin();
        _;
    }

    // ----------------------------------------------------------------- views

    /// @notice The gate: whether `account` holds a pass that has not ended.
    /// @param account The wallet.
    /// @return True while its expiry lies in the future.
    function isActive(address account) external view returns (bool) {
        return _isLive(_load(account));
    }

    /// @notice When the pass of `account` ends.
    /// @param account The wallet.
    /// @return Unix time; LIFETIME for never; 0 without a pass. May lie in the past until the pass is cleared away.
    function expiresAt(address account) external view returns (uint256) {
        return _members[account].expiresAt;
    }

    /// @notice Everything kept about the pass of `account`.
    /// @param account The wallet.
    /// @return The slot; tier 0 means no pass.
    function membershipOf(address account) external view returns (Membership memory) {
        return _load(account);
    }

    /// @notice Passes that exist, ended ones included until they are cleared away.
    /// @return The number of taken seats.
    function totalMembers() external view returns (uint256) {
        return _totalMembers;
    }

    /// @notice Most passes that may exist.
    /// @return The number, 0 for no limit.
    function maxMembers() external view returns (uint256) {
        return _maxMembers;
    }

    /// @notice The consent of `account` to automatic renewal.
    /// @param account The wallet.
    /// @return planId The plan, 0 for none.
    /// @return maxPrice Most it may cost.
    function autoRenewOf(address account) external view returns (uint256 planId, uint256 maxPrice) {
        AutoRenew memory consent = _autoRenews[account];
        return (consent.planId, consent.maxPrice);
    }

    /// @notice 1 when `account` holds a pass of tier `id`, ended or not, else 0. Gates must ask `isActive` instead.
    /// @param account The wallet.
    /// @param id The tier.
    /// @return The balance, equal to the history of transfer events.
    function balanceOf(address account, uint256 id) public view override returns (uint256) {
        return id != 0 && _members[account].tier == id ? 1 : 0;
    }

    /// @notice Whether `account` may act as an admin: it holds ADMIN_ROLE or is the owner.
    /// @param account The wallet.
    /// @return True for an admin.
    function isAdmin(address account) public view returns (bool) {
        return hasRole(ADMIN_ROLE, account) || account == owner();
    }

    /// @notice Wallets that hold ADMIN_ROLE. The owner is an admin without being listed.
    /// @return The wallets, in no particular order.
    function admins() external view returns (address[] memory) {
        return getRoleMembers(ADMIN_ROLE);
    }

    /// @notice The contract that follows this one, or zero.
    /// @return Its address.
    function successor() external view returns (address) {
        return _successor;
    }

    // ----------------------------------------------------------------- owner

    /// @notice Makes `account` an admin. Owner only. Changes nothing when it is one already.
    /// @param account Not zero.
    function addAdmin(address account) external {
        grantRole(ADMIN_ROLE, account);
    }

    /// @notice Takes the admin role from `account`. Owner only. Changes nothing when it has none.
    /// @param account The wallet.
    function removeAdmin(address account) external {
        revokeRole(ADMIN_ROLE, account);
    }

    /// @notice Limits the number of passes. Owner only.
    /// @param limit At least the passes that exist; 0 for no limit.
    function setMaxMembers(uint32 limit) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (limit != 0 && limit < _totalMembers) revert ClubMembershipBelowSupply(limit, _totalMembers);
        _maxMembers = limit;
        emit MaxMembersSet(limit);
    }

    /// @notice Names the contract that follows this one, once and for all. Owner only.
    /// @param next Its address, not zero.
    function setSuccessor(address next) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (next == address(0)) revert ClubMembershipZeroAddress();
        if (_successor != address(0)) revert ClubMembershipSuccessorSet(_successor);
        _successor = next;
        emit SuccessorSet(next);
    }

    /// @notice Defines a tier at first, later moves its metadata. Owner only.
    /// @param tier 1 to 127.
    /// @param newURI Full URL of its JSON, 1 to 512 bytes.
    function setTierURI(uint256 tier, string calldata newURI) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (tier == 0 || tier >= MAX_IDS) revert ClubMembershipUnknownTier(tier);
        if (!_has(_defined, tier)) _announce(tier);
        _writeURI(tier, newURI);
    }

    // -------------------------------------------------------------- internal

    function _checkAdmin() private view {
        if (!isAdmin(msg.sender)) revert ClubMembershipUnauthorizedAdmin(msg.sender);
    }

    /// @dev Reading and storing the slot in one place each keeps the contract small.
    function _load(address account) internal view returns (Membership memory) {
        return _members[account];
    }

    function _store(address account, Membership memory member) internal {
        _members[account] = member;
    }

    function _requirePass(address account) internal view returns (Membership memory member) {
        member = _load(account);
        if (member.tier == 0) revert ClubMembershipNotMember(account);
    }

    function _isLive(Membership memory member) internal view returns (bool) {
        return member.tier != 0 && member.expiresAt > block.timestamp;
    }

    /// @dev Saturates at LIFETIME.
    function _expiryAfter(uint256 base, uint256 duration) internal pure returns (uint64) {
        if (duration == 0 || base + duration >= LIFETIME) return LIFETIME;
        return uint64(base + duration);
    }

    /// @dev The one place where a seat is taken and a pass minted: stores `member` with a pass of `tier`. An ended
    /// pass keeps its seat; a pass of another tier is burned in exchange.
    function _admit(address account, Membership memory member, uint16 tier) internal {
        uint16 current = member.tier;
        if (current == tier) {
            _store(account, member);
            return;
        }
        if (current == 0) {
            uint32 taken = _totalMembers;
            uint32 limit = _maxMembers;
            if (limit != 0 && taken >= limit) revert ClubMembershipFull(limit);
            _totalMembers = taken + 1;
        } else {
            _logTransfer(msg.sender, account, address(0), current, 1);
        }
        member.tier = tier;
        _store(account, member);
        _logTransfer(msg.sender, address(0), account, tier, 1);
    }

    /// @dev Comes last: asks a receiver with code that declared it wants to be asked.
    function _askReceiver(address account, uint256 tier) internal {
        if (account.code.length == 0) return;
        if (gasleft() < ReceiverHook.SAFE_GAS) {
            revert ClubMembershipInsufficientGas(gasleft(), ReceiverHook.SAFE_GAS);
        }
        if (ReceiverHook.declared(account) && !ReceiverHook.accepted(msg.sender, account, tier)) {
            revert ERC1155InvalidReceiver(account);
        }
    }

    /// @dev Burns the pass and frees its seat. The refund right, if any, stays; the consent to be charged does not.
    function _leave(address account, Membership memory member) internal {
        uint256 tier = member.tier;
        member.tier = 0;
        member.planId = 0;
        member.expiresAt = 0;
        _store(account, member);
        --_totalMembers;
        _logTransfer(msg.sender, account, address(0), tier, 1);
        if (_autoRenews[account].planId != 0) _setAutoRenew(account, 0, 0);
    }

    function _setAutoRenew(address account, uint256 planId, uint256 maxPrice) internal {
        _autoRenews[account] = AutoRenew(uint16(planId), uint96(maxPrice));
        emit AutoRenewSet(account, planId, maxPrice);
    }

    function _grantRole(bytes32 role, address account) internal override returns (bool) {
        if (account == address(0)) revert ClubMembershipZeroAddress();
        return super._grantRole(role, account);
    }

    function _revertSoulbound() internal pure override {
        revert ClubMembershipSoulbound();
    }

    function _revertBadText(uint256 length) internal pure override {
        revert ClubMembershipTextLength(length);
    }
}
