// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

/// @title What both club contracts share
/// @notice A soulbound ERC-1155 with one delayed, two-step owner, a fixed meaning of "bound to its holder".
/// @dev Balances are kept by the heirs, packed; this base blocks every transfer entry of ERC-1155 at one place,
/// `_update`, which the heirs' own mint and burn never pass through.
abstract contract ClubToken is ERC1155, AccessControlEnumerable, AccessControlDefaultAdminRules {
    /// @dev Ids run from 0 to 127.
    uint256 internal constant MAX_IDS = 128;
    /// @dev Longest URI or reason that is stored or logged, in bytes.
    uint256 internal constant MAX_TEXT = 512;
    /// @notice Most items in one batch call.
    uint256 public constant MAX_BATCH = 100;

    /// @notice The ERC-5192 event: token `tokenId` can never be transferred. Emitted once, when the id is defined.
    event Locked(uint256 tokenId);

    constructor(uint48 adminDelay, address owner_) ERC1155("") AccessControlDefaultAdminRules(adminDelay, owner_) {}

    /// @notice Whether the token can not be transferred. Always true: passes and badges are bound to their holder.
    /// @return Always true (ERC-5192).
    function locked(uint256 /* tokenId */) external pure returns (bool) {
        return true;
    }

    /// @notice Whether a token may go from `from` to `to` (ERC-6454): only minting and burning exist.
    /// @param from The zero address asks about minting.
    /// @param to The zero address asks about burning.
    /// @return False for every transfer between two accounts.
    function isTransferable(uint256 /* tokenId */, address from, address to) public pure returns (bool) {
        return from == address(0) || to == address(0);
    }

    /// @notice Hands the ownership over in two steps: after the delay the new owner calls
    /// `acceptDefaultAdminTransfer`. Owner only.
    /// @dev The zero address is refused, so the contract can never be left without an owner.
    /// @param newAdmin The wallet that may accept.
    function beginDefaultAdminTransfer(address newAdmin) public override {
        if (newAdmin == address(0)) revert AccessControlInvalidDefaultAdmin(address(0));
        super.beginDefaultAdminTransfer(newAdmin);
    }

    /// @notice Gives `role` to `account`. Owner only; the ownership itself moves only by the two-step transfer.
    /// @param role The role's id.
    /// @param account The wallet.
    function grantRole(
        bytes32 role,
        address account
    ) public override(AccessControl, AccessControlDefaultAdminRules, IAccessControl) {
        super.grantRole(role, account);
    }

    /// @notice Takes `role` from `account`. Owner only; never the ownership itself.
    /// @param role The role's id.
    /// @param account The wallet.
    function revokeRole(
        bytes32 role,
        address account
    ) public override(AccessControl, AccessControlDefaultAdminRules, IAccessControl) {
        super.revokeRole(role, account);
    }

    /// @notice Gives up an own role. The ownership can not be given up, only handed over.
    /// @param role The role's id.
    /// @param account Must be the caller.
    function renounceRole(
        bytes32 role,
        address account
    ) public override(AccessControl, AccessControlDefaultAdminRules, IAccessControl) {
        super.renounceRole(role, account);
    }

    /// @notice Interfaces this contract answers to (ERC-165).
    /// @param interfaceId The interface's id.
    /// @return True for ERC-1155 with metadata, ERC-5192, ERC-6454, ERC-7572 and the access control interfaces.
    function supportsInterface(
        bytes4 interfaceId
    ) public view virtual override(ERC1155, AccessControlEnumerable, AccessControlDefaultAdminRules) returns (bool) {
        return
            interfaceId == this.locked.selector ||
            interfaceId == this.isTransferable.selector ||
            interfaceId == 0xe8a3d485 || // contractURI()
            super.supportsInterface(interfaceId);
    }

    function _grantRole(
        bytes32 role,
        address account
    ) internal virtual override(AccessControlEnumerable, AccessControlDefaultAdminRules) returns (bool) {
        return super._grantRole(role, account);
    }

    function _revokeRole(
        bytes32 role,
        address account
    ) internal virtual override(AccessControlEnumerable, AccessControlDefaultAdminRules) returns (bool) {
        return super._revokeRole(role, account);
    }

    function _setRoleAdmin(
        bytes32 role,
        bytes32 adminRole
    ) internal override(AccessControl, AccessControlDefaultAdminRules) {
        super._setRoleAdmin(role, adminRole);
    }

    /// @dev ERC-1155's own transfer entries, single and batch, all end here; own mints and burns do not.
    function _update(address from, address to, uint256[] memory, uint256[] memory) internal pure override {
        if (!isTransferable(0, from, to)) _revertSoulbound();
    }

    /// @dev Nothing arrives by these entries, so there is no receiver to ask.
    function _updateWithAcceptanceCheck(
        address from,
        address to,
        uint256[] memory ids,
        uint256[] memory values,
        bytes memory,
        bool
    ) internal pure override {
        _update(from, to, ids, values);
    }

    /// @dev There is nothing to approve.
    function _setApprovalForAll(address, address, bool) internal pure override {
        _revertSoulbound();
    }

    /// @dev The event of a mint (from zero), a burn (to zero) or an announcement (both). Its amount is 1, or 0.
    function _logTransfer(address operator, address from, address to, uint256 id, uint256 amount) internal {
        emit TransferSingle(operator, from, to, id, amount);
    }

    /// @dev Each contract names the error with its own prefix.
    function _revertSoulbound() internal pure virtual;
}
