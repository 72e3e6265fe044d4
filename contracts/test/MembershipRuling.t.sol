// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ClubMembership} from "../ClubMembership.sol";
import {ClubMembershipTypes} from "../base/ClubMembershipTypes.sol";
import {RefusingReceiver} from "../mocks/Receivers.sol";
import {MembershipStage} from "./MembershipStage.sol";
import {vm} from "./Vm.sol";

/// @dev What admins and the owner do, and every refusal with its arguments.
contract MembershipRuling is MembershipStage {
    address private _ana;
    address private _ben;

    function setUp() public {
        vm.warp(1_800_000_000);
        (_ana, _ben) = (actors[0], actors[1]);
    }

    function test_grant() public {
        uint64 end = uint64(block.timestamp + 1);
        address[] memory two = new address[](2);
        (two[0], two[1]) = (_ana, _ben);
        _does(admin, address(club), abi.encodeCall(club.grantBatch, (two, 1, end)));
        require(club.isActive(_ana) && club.isActive(_ben) && club.totalMembers() == 2, "granted");
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 2, end)));
        require(club.balanceOf(_ana, 1) == 0 && club.balanceOf(_ana, 2) == 1 && club.totalMembers() == 2, "moved");
        vm.warp(end);
        require(!club.isActive(_ana) && club.membershipOf(_ana).tier == 2, "over in its last second");
    }

    function test_grant_refusals() public {
        uint64 later = uint64(block.timestamp + 1 days);
        _refusesGrant(admin, address(0), 1, later, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        _refusesGrant(admin, _ana, 0, later, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownTier.selector, 0));
        _refusesGrant(admin, _ana, 3, later, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownTier.selector, 3));
        _refusesGrant(admin, _ana, 1, uint64(block.timestamp), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidExpiry.selector, block.timestamp));
        _refusesGrant(_ana, _ana, 1, later, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnauthorizedAdmin.selector, _ana));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, later)));
        _refusesGrant(admin, _ana, 1, later - 1, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipShorterExpiry.selector, _ana, later, later - 1));
        bytes memory tooMany = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipBatchTooLarge.selector, 101, 100);
        _refuses(admin, address(club), abi.encodeCall(club.grantBatch, (new address[](101), 1, later)), tooMany);
    }

    function test_extend() public {
        bytes memory data = abi.encodeCall(club.extend, (_ana, uint64(block.timestamp + 2 days)));
        _refuses(admin, address(club), data, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotMember.selector, _ana));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, uint64(block.timestamp + 1 days))));
        _does(admin, address(club), data);
        uint256 end = club.expiresAt(_ana);
        bytes memory shorter = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipShorterExpiry.selector, _ana, end, end);
        _refuses(admin, address(club), abi.encodeCall(club.extend, (_ana, uint64(end))), shorter);
        vm.warp(end + 2);
        bytes memory past = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidExpiry.selector, end + 1);
        _refuses(admin, address(club), abi.encodeCall(club.extend, (_ana, uint64(end + 1))), past);
    }

    function test_revokeAndPause() public {
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, type(uint64).max)));
        _refuses(admin, address(club), abi.encodeCall(club.revoke, (_ana, "")), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTextLength.selector, 0));
        _does(admin, address(club), abi.encodeCall(club.pause, ()));
        _does(admin, address(club), abi.encodeCall(club.revoke, (_ana, "because")));
        require(club.totalMembers() == 0 && club.paused(), "revoked while paused");
        _does(owner, address(club), abi.encodeCall(club.unpause, ()));
        require(!club.paused(), "goes on");
    }

    function test_reissue() public {
        vm.prank(_ana);
        club.buy{value: 1 ether}(MONTH, _ana, 1 ether);
        (uint256 end, uint256 until) = (club.expiresAt(_ana), block.timestamp + 7 days);
        vm.warp(until);
        _refusesReissue(_ana, _ben, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipRefundOpen.selector, _ana, until));
        vm.warp(until + 1);
        _refusesReissue(_ana, address(0), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        _refusesReissue(_ana, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipSameAccount.selector, _ana));
        _refusesReissue(_ben, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotMember.selector, _ben));
        address refuser = address(new RefusingReceiver());
        _refusesReissue(_ana, refuser, abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, refuser));
        _does(owner, address(club), abi.encodeCall(club.reissue, (_ana, _ben)));
        require(club.expiresAt(_ben) == end && club.membershipOf(_ben).hasPaid && club.totalMembers() == 1, "the same pass");
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, uint64(end))));
        _refusesReissue(_ben, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAlreadyMember.selector, _ana));
    }

    function test_plans() public {
        require(club.planCount() == 4 && club.plan(LIFE).price == 50 ether, "plans");
        _refusesPlan(0, 1, address(0), 0, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownTier.selector, 0));
        _refusesPlan(1, 3650 days + 1, address(0), 0, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidDuration.selector, 3650 days + 1));
        _refusesPlan(1, 1, _ana, 0, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipCurrencyNotAllowed.selector, _ana));
        uint256 high = uint256(type(uint96).max) + 1;
        _refusesPlan(1, 1, address(0), uint128(high), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipPriceTooHigh.selector, high, type(uint96).max));
        bytes memory unknown = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownPlan.selector, 5);
        _refuses(owner, address(club), abi.encodeCall(club.setPlanActive, (5, false)), unknown);
        _refuses(_ana, address(club), abi.encodeCall(club.plan, (5)), unknown);
    }

    /// @dev The count stands in the low half of its slot; filling it by calls would take 65,531 of them.
    function test_plans_atMost65535() public {
        bytes32 slot = _slotOfPlanCount();
        vm.store(address(club), slot, bytes32(uint256(type(uint16).max)));
        require(club.planCount() == type(uint16).max, "slot");
        _refusesPlan(1, 1, address(0), 0, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTooManyPlans.selector, type(uint16).max));
    }

    function test_settings() public {
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, type(uint64).max)));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ben, 1, type(uint64).max)));
        _refusesOwner(abi.encodeCall(club.setMaxMembers, (1)), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipBelowSupply.selector, 1, 2));
        _refusesOwner(abi.encodeCall(club.setTierURI, (0, "x")), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownTier.selector, 0));
        _refusesOwner(abi.encodeCall(club.setTierURI, (128, "x")), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownTier.selector, 128));
        _refusesOwner(abi.encodeCall(club.setSuccessor, (address(0))), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        _does(owner, address(club), abi.encodeCall(club.setSuccessor, (_ben)));
        require(club.successor() == _ben, "successor");
        _refusesOwner(abi.encodeCall(club.setSuccessor, (_ana)), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipSuccessorSet.selector, _ben));
        _refusesOwner(abi.encodeCall(club.addAdmin, (address(0))), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        require(club.admins().length == 1 && club.admins()[0] == admin && club.isAdmin(owner), "admins");
        _does(owner, address(club), abi.encodeCall(club.removeAdmin, (admin)));
        require(club.admins().length == 0 && !club.isAdmin(admin), "removed");
    }

    function test_money() public {
        require(club.treasury() == treasury && club.refundWindow() == 7 days, "settings");
        _refusesOwner(abi.encodeCall(club.setTreasury, (address(club))), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        _does(owner, address(club), abi.encodeCall(club.setTreasury, (_ben)));
        _refusesOwner(abi.encodeCall(club.setRefundWindow, (14 days + 1)), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidWindow.selector, 14 days + 1, 14 days));
        _refusesOwner(abi.encodeCall(club.setCurrency, (address(0), true)), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        bytes memory nothing = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNothingToWithdraw.selector, address(token));
        _refusesOwner(abi.encodeCall(club.withdraw, (address(token))), nothing);
        _refusesOwner(abi.encodeCall(club.rescue, (address(token))), nothing);
        token.mint(address(club), 5);
        uint256 before = token.balanceOf(_ben);
        _does(owner, address(club), abi.encodeCall(club.rescue, (address(token))));
        require(token.balanceOf(_ben) == before + 5, "rescued to the treasury");
    }

    function test_constructor_refusals() public {
        bytes memory noTreasury = _refusedConstructor(address(0), 0);
        require(bytes4(noTreasury) == ClubMembershipTypes.ClubMembershipZeroAddress.selector, "no treasury");
        bytes memory tooLong = _refusedConstructor(treasury, 14 days + 1);
        require(keccak256(tooLong) == keccak256(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidWindow.selector, 14 days + 1, 14 days)), "window");
    }

    function _refusedConstructor(address treasury_, uint32 window) private returns (bytes memory) {
        try new ClubMembership("N", "S", "u", owner, 0, treasury_, window) {
            revert("accepted");
        } catch (bytes memory reason) {
            return reason;
        }
    }

    function _slotOfPlanCount() private view returns (bytes32) {
        for (uint256 slot = 0; slot < 40; ++slot) {
            if (uint256(vm.load(address(club), bytes32(slot))) == 4) return bytes32(slot);
        }
        revert("the plan count was not found");
    }

    function _refusesGrant(address caller, address to, uint16 tier, uint64 until, bytes memory expected) private {
        _refuses(caller, address(club), abi.encodeCall(club.grant, (to, tier, until)), expected);
    }

    function _refusesReissue(address from, address to, bytes memory expected) private {
        _refusesOwner(abi.encodeCall(club.reissue, (from, to)), expected);
    }

    function _refusesPlan(uint16 tier, uint64 duration, address currency, uint128 price, bytes memory expected) private {
        _refusesOwner(abi.encodeCall(club.setPlan, (tier, duration, currency, price)), expected);
    }

    function _refusesOwner(bytes memory data, bytes memory expected) private {
        _refuses(owner, address(club), data, expected);
    }
}
