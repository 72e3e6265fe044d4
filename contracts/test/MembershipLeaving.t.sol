// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubMembershipTypes} from "../base/ClubMembershipTypes.sol";
import {MembershipStage} from "./MembershipStage.sol";
import {vm} from "./Vm.sol";

/// @dev How a pass prolongs itself and how it ends, with the first and last second of each.
contract MembershipLeaving is MembershipStage {
    address private _ana;
    uint256 private _end;

    function setUp() public {
        vm.warp(1_800_000_000);
        _ana = actors[0];
    }

    function test_autoRenew() public {
        _buyWithToken();
        _does(_ana, address(club), abi.encodeCall(club.setAutoRenew, (TOKEN, 3 ether)));
        (uint256 planId, uint256 maxPrice) = club.autoRenewOf(_ana);
        require(planId == TOKEN && maxPrice == 3 ether, "consent");
        // The last twentieth of five days: six hours.
        uint256 opens = _end - 6 hours;
        vm.warp(opens - 1);
        _refusesRenewal(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAutoRenewTooEarly.selector, opens));
        vm.warp(opens);
        _does(admin, address(club), abi.encodeCall(club.renewFor, (_ana)));
        require(club.expiresAt(_ana) == _end + 5 days, "from its end");
        _end += 5 days;
        vm.warp(_end + 7 days);
        uint256 snapshot = token.balanceOf(_ana);
        _does(admin, address(club), abi.encodeCall(club.renewFor, (_ana)));
        require(club.expiresAt(_ana) == block.timestamp + 5 days && token.balanceOf(_ana) == snapshot - 3 ether, "in the grace");
        _end = club.expiresAt(_ana);
        vm.warp(_end + 7 days + 1);
        _refusesRenewal(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAutoRenewTooLate.selector, _end + 7 days));
        _does(_ana, address(club), abi.encodeCall(club.setAutoRenew, (0, 5)));
        (planId, maxPrice) = club.autoRenewOf(_ana);
        require(planId == 0 && maxPrice == 0, "off");
        _refusesRenewal(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAutoRenewOff.selector, _ana));
    }

    function test_autoRenew_otherTierAndLife() public {
        _buyWithToken();
        _does(_ana, address(club), abi.encodeCall(club.setAutoRenew, (TOKEN, 3 ether)));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 2, uint64(_end))));
        _refusesRenewal(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTierChangeWhileActive.selector, _ana, 2, 1));
        _does(admin, address(club), abi.encodeCall(club.grant, (_ana, 1, type(uint64).max)));
        _refusesRenewal(abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAlreadyLifetime.selector, _ana));
    }

    function test_setAutoRenew_refusals() public {
        _refusesConsent(TOKEN, 3 ether, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotMember.selector, _ana));
        _buyWithToken();
        _refusesConsent(MONTH, 1 ether, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipCurrencyNotAllowed.selector, address(0)));
        _refusesConsent(LIFE, 50 ether, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipInvalidDuration.selector, 0));
        uint256 tooHigh = uint256(type(uint96).max) + 1;
        _refusesConsent(TOKEN, tooHigh, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipPriceTooHigh.selector, tooHigh, type(uint96).max));
        _plan(2, 5 days, address(token), 3 ether);
        _refusesConsent(5, 3 ether, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTierChangeWhileActive.selector, _ana, 1, 2));
    }

    function test_renounceAndRefund() public {
        _buyWithToken();
        _does(_ana, address(club), abi.encodeCall(club.setAutoRenew, (TOKEN, 3 ether)));
        (address currency, uint256 amount, uint256 until) = club.refundOf(_ana);
        require(currency == address(token) && amount == 3 ether && until == block.timestamp + 7 days, "refundable");
        _does(_ana, address(club), abi.encodeCall(club.renounce, ()));
        (uint256 planId, ) = club.autoRenewOf(_ana);
        require(!club.isActive(_ana) && planId == 0, "gone with its consent");
        _refuses(_ana, address(club), abi.encodeCall(club.renounce, ()), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotMember.selector, _ana));
        // The last second, and the pass is gone already: the money still comes back.
        vm.warp(until);
        (, amount, ) = club.refundOf(_ana);
        require(amount == 3 ether, "still there");
        uint256 before = token.balanceOf(_ana);
        _does(_ana, address(club), abi.encodeCall(club.refund, ()));
        require(token.balanceOf(_ana) == before + 3 ether && club.ledger(address(token)) == 0, "refunded");
        _refuses(_ana, address(club), abi.encodeCall(club.refund, ()), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotRefundable.selector, _ana));
    }

    function test_refund_late() public {
        _buyWithToken();
        (, , uint256 until) = club.refundOf(_ana);
        vm.warp(until + 1);
        (, uint256 amount, ) = club.refundOf(_ana);
        require(amount == 0, "nothing left");
        _refuses(_ana, address(club), abi.encodeCall(club.refund, ()), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipWindowClosed.selector, until));
    }

    function test_expire() public {
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (_ana, actors[1], actors[2]);
        _buyWithToken();
        _does(admin, address(club), abi.encodeCall(club.grant, (actors[1], 1, uint64(_end + 1))));
        vm.warp(_end + 7 days);
        club.expire(accounts);
        require(club.totalMembers() == 2, "too early by a second");
        vm.warp(_end + 7 days + 1);
        club.expire(accounts);
        require(club.totalMembers() == 1 && club.expiresAt(_ana) == 0 && club.expiresAt(actors[1]) == _end + 1, "one of two");
        _refuses(_ana, address(club), abi.encodeCall(club.expire, (new address[](0))), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipEmptyBatch.selector));
        bytes memory tooMany = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipBatchTooLarge.selector, 101, 100);
        _refuses(_ana, address(club), abi.encodeCall(club.expire, (new address[](101))), tooMany);
    }

    function _buyWithToken() private {
        vm.prank(_ana);
        club.buy(TOKEN, _ana, 3 ether);
        _end = club.expiresAt(_ana);
    }

    function _refusesRenewal(bytes memory expected) private {
        _refuses(admin, address(club), abi.encodeCall(club.renewFor, (_ana)), expected);
    }

    function _refusesConsent(uint256 planId, uint256 maxPrice, bytes memory expected) private {
        _refuses(_ana, address(club), abi.encodeCall(club.setAutoRenew, (planId, maxPrice)), expected);
    }
}
