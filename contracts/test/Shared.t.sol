// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    IAccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";
import {ClubBadges} from "../ClubBadges.sol";
import {ClubMembership} from "../ClubMembership.sol";
import {IClubAdmins} from "../base/IClubAdmins.sol";
import {ClubMembershipTypes} from "../base/ClubMembershipTypes.sol";
import {ClubMetadata} from "../base/ClubMetadata.sol";
import {BadgesStage} from "./BadgesStage.sol";
import {vm} from "./Vm.sol";

/// @dev An heir that tries what no function of the club does: to put a role under another one.
contract RoleAdminProbe is ClubMembership("N", "S", "u", address(0xA11CE), 0, address(0x7EA), 0) {
    function setRoleAdmin(bytes32 role, bytes32 adminRole) external {
        _setRoleAdmin(role, adminRole);
    }
}

/// @dev What both contracts share, on both, and how badges are defined.
contract Shared is BadgesStage {
    address private _ana;

    function setUp() public {
        vm.warp(1_800_000_000);
        _ana = actors[0];
        _does(owner, address(club), abi.encodeCall(club.setTierURI, (1, "tier")));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, type(uint64).max)));
        ClubBadges.Award[] memory items = new ClubBadges.Award[](1);
        items[0] = ClubBadges.Award(_ana, 1);
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (items)));
    }

    function test_metadata() public {
        require(_is(club.name(), "Pass") && _is(club.symbol(), "PASS") && _is(club.uri(1), "tier"), "membership");
        require(_is(badges.name(), "Badges") && _is(badges.symbol(), "BADGE") && _is(badges.uri(1), "badge"), "badges");
        _does(owner, address(badges), abi.encodeCall(badges.setContractURI, ("moved")));
        require(_is(badges.contractURI(), "moved") && _is(club.contractURI(), "uri"), "contract URI");
        _refuses(owner, address(club), abi.encodeCall(club.setContractURI, ("")), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTextLength.selector, 0));
    }

    function test_soulbound() public {
        bytes memory membershipRefusal = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipSoulbound.selector);
        bytes memory badgesRefusal = abi.encodeWithSelector(ClubBadges.ClubBadgesSoulbound.selector);
        _refusesTransfers(club, membershipRefusal);
        _refusesTransfers(badges, badgesRefusal);
    }

    function test_interfaces() public view {
        bytes4[6] memory ids = [bytes4(0x01ffc9a7), 0xd9b67a26, 0x0e89341c, 0xb45a3c0e, 0x91a6262f, 0xe8a3d485];
        for (uint256 i = 0; i < ids.length; ++i) {
            require(club.supportsInterface(ids[i]) && badges.supportsInterface(ids[i]), "interface");
        }
        require(!club.supportsInterface(0xffffffff), "the one that nobody has");
        require(club.locked(1) && badges.locked(1), "locked");
        require(!club.isTransferable(1, _ana, owner) && badges.isTransferable(1, address(0), _ana), "transferable");
    }

    function test_roles() public {
        bytes32 role = badges.MINTER_ROLE();
        _does(minter, address(badges), abi.encodeCall(badges.renounceRole, (role, minter)));
        require(!badges.hasRole(role, minter), "renounced");
        for (uint160 i = 1; i <= 8; ++i) _does(owner, address(badges), abi.encodeCall(badges.grantRole, (role, address(i))));
        bytes memory full = abi.encodeWithSelector(ClubBadges.ClubBadgesTooManyMinters.selector, 8);
        _refuses(owner, address(badges), abi.encodeCall(badges.grantRole, (role, address(9))), full);
        _does(owner, address(badges), abi.encodeCall(badges.revokeRole, (role, address(8))));
        bytes memory zero = abi.encodeWithSelector(ClubBadges.ClubBadgesZeroAddress.selector);
        _refuses(owner, address(badges), abi.encodeCall(badges.grantRole, (role, address(0))), zero);
        require(badges.admins().length == 1 && badges.isAdmin(admin) && badges.isAdmin(owner) && !badges.isAdmin(_ana), "admins");
    }

    /// @dev An answer that is a refusal is handed on as one.
    function test_admins_ofAFailingMembership() public {
        ClubBadges lost = new ClubBadges("N", "S", "u", owner, 0, IClubAdmins(address(this)), minter);
        _refuses(_ana, address(lost), abi.encodeCall(lost.admins, ()), "");
    }

    /// @dev Even from within, nothing is put above the ownership.
    function test_roleAdmins() public {
        RoleAdminProbe probe = new RoleAdminProbe();
        bytes memory enforced = abi.encodeWithSelector(IAccessControlDefaultAdminRules.AccessControlEnforcedDefaultAdminRules.selector);
        _refuses(_ana, address(probe), abi.encodeCall(probe.setRoleAdmin, (bytes32(0), "OTHER")), enforced);
        _does(_ana, address(probe), abi.encodeCall(probe.setRoleAdmin, (probe.ADMIN_ROLE(), "OTHER")));
        require(probe.getRoleAdmin(probe.ADMIN_ROLE()) == "OTHER" && club.getRoleAdmin(club.ADMIN_ROLE()) == 0, "of the heir only");
    }

    function test_ownership() public {
        bytes memory invalid = abi.encodeWithSelector(IAccessControlDefaultAdminRules.AccessControlInvalidDefaultAdmin.selector, address(0));
        _refuses(owner, address(club), abi.encodeCall(club.beginDefaultAdminTransfer, (address(0))), invalid);
        _does(owner, address(club), abi.encodeCall(club.beginDefaultAdminTransfer, (_ana)));
        vm.warp(block.timestamp + 1);
        _does(_ana, address(club), abi.encodeCall(club.acceptDefaultAdminTransfer, ()));
        require(club.owner() == _ana && badges.owner() == owner, "of one contract only");
    }

    function test_definitions() public {
        _refusesOwner(abi.encodeCall(badges.defineBadge, (128, "u", 0)), abi.encodeWithSelector(ClubBadges.ClubBadgesInvalidId.selector, 128));
        _refusesOwner(abi.encodeCall(badges.defineBadge, (1, "u", 0)), abi.encodeWithSelector(ClubBadges.ClubBadgesAlreadyDefined.selector, 1));
        _refusesOwner(abi.encodeCall(badges.setBadgeURI, (4, "u", 0)), abi.encodeWithSelector(ClubBadges.ClubBadgesUndefinedBadge.selector, 4));
        _does(owner, address(badges), abi.encodeCall(badges.setBadgeURI, (1, "moved", bytes32(uint256(7)))));
        _does(owner, address(badges), abi.encodeCall(badges.freezeBadge, (1)));
        (string memory uri, bytes32 hash, bool frozen) = badges.badge(1);
        require(_is(uri, "moved") && uint256(hash) == 7 && frozen, "frozen");
        bytes memory final_ = abi.encodeWithSelector(ClubBadges.ClubBadgesFrozen.selector, 1);
        _refusesOwner(abi.encodeCall(badges.setBadgeURI, (1, "u", 0)), final_);
        _refusesOwner(abi.encodeCall(badges.freezeBadge, (1)), final_);
        require(badges.definedBadges() == 15 | (1 << 127), "defined");
        _refusesOwner(abi.encodeCall(badges.setMintRate, (99, 1)), abi.encodeWithSelector(ClubBadges.ClubBadgesInvalidRate.selector, 99, 1));
        _refusesOwner(abi.encodeCall(badges.setMintRate, (100, 0)), abi.encodeWithSelector(ClubBadges.ClubBadgesInvalidRate.selector, 100, 0));
        _does(admin, address(badges), abi.encodeCall(badges.pause, ()));
        _does(admin, address(badges), abi.encodeCall(badges.unpause, ()));
    }

    function test_constructor_refusals() public {
        require(bytes4(_refusedConstructor(IClubAdmins(_ana), minter)) == ClubBadges.ClubBadgesZeroAddress.selector, "no membership");
        require(bytes4(_refusedConstructor(club, address(0))) == ClubBadges.ClubBadgesZeroAddress.selector, "no minter");
    }

    function _refusedConstructor(IClubAdmins membership, address minter_) private returns (bytes memory) {
        try new ClubBadges("N", "S", "u", owner, 0, membership, minter_) {
            revert("accepted");
        } catch (bytes memory reason) {
            return reason;
        }
    }

    function _refusesTransfers(ClubMetadata token, bytes memory expected) private {
        (uint256[] memory ids, uint256[] memory values) = (new uint256[](1), new uint256[](1));
        (ids[0], values[0]) = (1, 1);
        _refuses(_ana, address(token), abi.encodeCall(token.safeTransferFrom, (_ana, owner, 1, 1, "")), expected);
        _refuses(_ana, address(token), abi.encodeCall(token.safeBatchTransferFrom, (_ana, owner, ids, values, "")), expected);
        _refuses(_ana, address(token), abi.encodeCall(token.setApprovalForAll, (owner, true)), expected);
        bytes memory stranger = abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, _ana, bytes32(0));
        _refuses(_ana, address(token), abi.encodeCall(token.setContractURI, ("x")), stranger);
    }

    function _refusesOwner(bytes memory data, bytes memory expected) private {
        _refuses(owner, address(badges), data, expected);
    }

    function _is(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
