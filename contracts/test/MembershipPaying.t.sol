// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ClubMembership} from "../ClubMembership.sol";
import {ClubMembershipTypes} from "../base/ClubMembershipTypes.sol";
import {AcceptingReceiver, RefusingReceiver} from "../mocks/Receivers.sol";
import {FeeToken} from "../mocks/Tokens.sol";
import {MembershipStage} from "./MembershipStage.sol";
import {vm} from "./Vm.sol";

/// @dev Every way to pay for a pass, and every refusal with its arguments.
contract MembershipPaying is MembershipStage {
    uint256 private constant KEY = 0xC0FFEE;
    uint256 private constant ANY = type(uint256).max;
    address private _ana;

    function setUp() public {
        vm.warp(1_800_000_000);
        _ana = actors[0];
    }

    function test_buyWithPermit() public {
        address holder = vm.addr(KEY);
        token.mint(holder, 10 ether);
        uint256 deadline = block.timestamp;
        (uint8 v, bytes32 r, bytes32 s) = _permit(holder, 3 ether, deadline);
        _does(holder, address(club), abi.encodeCall(club.buyWithPermit, (TOKEN, holder, 3 ether, deadline, v, r, s)));
        require(club.isActive(holder) && token.balanceOf(holder) == 7 ether, "bought");
        require(token.allowance(holder, address(club)) == 0, "allowance");
        // The permit is used up; what counts then is the allowance, and there is none left.
        bytes memory again = abi.encodeCall(club.buyWithPermit, (TOKEN, _ana, 3 ether, deadline, v, r, s));
        vm.prank(holder);
        (bool ok, ) = address(club).call(again);
        require(!ok, "paid without an allowance");
        _does(_ana, address(club), abi.encodeCall(club.buyWithPermit, (TOKEN, _ana, 3 ether, deadline, v, r, s)));
        require(club.isActive(_ana), "bought with the approval");
    }

    function test_buyWithPermit_refusals() public {
        _refusesPermit(MONTH, ANY, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipCurrencyNotAllowed.selector, address(0)));
        _refusesPermit(9, ANY, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownPlan.selector, 9));
        _refusesPermit(TOKEN, 1, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipPriceChanged.selector, 3 ether, 1));
        _does(owner, address(club), abi.encodeCall(club.setCurrency, (address(token), false)));
        bytes memory forbidden = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipCurrencyNotAllowed.selector, address(token));
        _refusesPermit(TOKEN, ANY, forbidden);
        _refuses(_ana, address(club), abi.encodeCall(club.buy, (TOKEN, _ana, ANY)), forbidden);
        _refuses(_ana, address(club), abi.encodeCall(club.setAutoRenew, (TOKEN, 3 ether)), forbidden);
    }

    function test_buy_refusals() public {
        _refusesBuy(1 ether, MONTH, address(0), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipZeroAddress.selector));
        _refusesBuy(1 ether, 0, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipUnknownPlan.selector, 0));
        _refusesBuy(1 ether - 1, MONTH, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipWrongValue.selector, 1 ether, 1 ether - 1));
        _refusesBuy(1, TOKEN, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipWrongValue.selector, 0, 1));
        address refuser = address(new RefusingReceiver());
        _refusesBuy(1 ether, MONTH, refuser, abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, refuser));
        _does(owner, address(club), abi.encodeCall(club.setPlanActive, (MONTH, false)));
        _refusesBuy(1 ether, MONTH, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipPlanInactive.selector, MONTH));
        _does(owner, address(club), abi.encodeCall(club.setPlanActive, (MONTH, true)));
        _buy(_ana);
        _refusesBuy(1 ether, MONTH, _ana, abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAlreadyMember.selector, _ana));
        _does(owner, address(club), abi.encodeCall(club.setMaxMembers, (1)));
        _refusesBuy(1 ether, MONTH, actors[1], abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipFull.selector, 1));
    }

    function test_buy_feeOnTransfer() public {
        FeeToken fee = new FeeToken();
        fee.mint(_ana, 100);
        vm.prank(_ana);
        fee.approve(address(club), 100);
        _does(owner, address(club), abi.encodeCall(club.setCurrency, (address(fee), true)));
        _plan(1, 1 days, address(fee), 100);
        bytes memory expected = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipFeeOnTransfer.selector, address(fee), 100, 99);
        _refuses(_ana, address(club), abi.encodeCall(club.buy, (5, _ana, 100)), expected);
    }

    function test_receiverIsAsked() public {
        address receiver = address(new AcceptingReceiver());
        vm.prank(_ana);
        club.buy{value: 1 ether}(MONTH, receiver, 1 ether);
        require(AcceptingReceiver(receiver).asked() == keccak256(abi.encode(_ana, address(0), 1, 1, 1)), "asked after the fact");
    }

    /// @dev Nobody is asked, so there is no gas to keep for it.
    function test_plainWalletNeedsLittleGas() public {
        vm.prank(_ana);
        club.buy{value: 1 ether, gas: 210_000}(MONTH, _ana, 1 ether);
        require(club.isActive(_ana), "bought");
    }

    /// @dev A renewal asks only when it brings another tier, and then after the fact.
    function test_receiverIsAskedAgain() public {
        address receiver = address(new AcceptingReceiver());
        vm.prank(_ana);
        club.buy{value: 1 ether}(MONTH, receiver, 1 ether);
        bytes32 first = AcceptingReceiver(receiver).asked();
        vm.prank(actors[1]);
        club.renew{value: 1 ether}(MONTH, receiver, 1 ether);
        require(AcceptingReceiver(receiver).asked() == first, "asked for the same tier");
        vm.warp(club.expiresAt(receiver));
        vm.prank(actors[1]);
        club.renew{value: 2 ether}(OTHER_TIER, receiver, 2 ether);
        bytes32 second = keccak256(abi.encode(actors[1], address(0), 2, 1, 1));
        require(AcceptingReceiver(receiver).asked() == second, "not asked for another tier");
    }

    /// @dev Too little gas for asking is an error, never a pass that nobody was asked about.
    function test_receiverIsStarved() public {
        address receiver = address(new AcceptingReceiver());
        bool starved;
        for (uint256 gas = 150_000; gas < 400_000 && !starved; gas += 5_000) {
            vm.prank(_ana);
            (bool ok, bytes memory answer) = address(club).call{value: 1 ether, gas: gas}(abi.encodeCall(club.buy, (MONTH, receiver, 1 ether)));
            require(!ok, "bought without asking");
            starved = answer.length == 68 && bytes4(answer) == ClubMembershipTypes.ClubMembershipInsufficientGas.selector;
        }
        require(starved, "never said so");
    }

    function test_renew() public {
        _refuses(_ana, address(club), 1 ether, abi.encodeCall(club.renew, (MONTH, _ana, ANY)), abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipNotMember.selector, _ana));
        _buy(_ana);
        vm.prank(_ana);
        club.renew{value: 1 ether}(MONTH, _ana, ANY);
        require(club.expiresAt(_ana) == block.timestamp + 60 days, "from its end");
        bytes memory moved = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipTierChangeWhileActive.selector, _ana, 1, 2);
        _refuses(_ana, address(club), 2 ether, abi.encodeCall(club.renew, (OTHER_TIER, _ana, ANY)), moved);
        vm.warp(club.expiresAt(_ana));
        vm.prank(_ana);
        club.renew{value: 2 ether}(OTHER_TIER, _ana, ANY);
        require(club.balanceOf(_ana, 2) == 1 && club.expiresAt(_ana) == block.timestamp + 10 days, "moved after its end");
        _does(admin, address(club), abi.encodeCall(club.extend, (_ana, type(uint64).max)));
        bytes memory life = abi.encodeWithSelector(ClubMembershipTypes.ClubMembershipAlreadyLifetime.selector, _ana);
        _refuses(_ana, address(club), 2 ether, abi.encodeCall(club.renew, (OTHER_TIER, _ana, ANY)), life);
    }

    function test_quote() public {
        _buy(_ana);
        (address currency, uint256 amount, uint256 end) = club.quote(TOKEN, _ana);
        require(currency == address(token) && amount == 3 ether && end == block.timestamp + 35 days, "quote");
        (, , end) = club.quote(LIFE, actors[1]);
        require(end == type(uint64).max, "for life");
    }

    function _buy(address account) private {
        vm.prank(account);
        club.buy{value: 1 ether}(MONTH, account, 1 ether);
    }

    function _refusesBuy(uint256 value, uint256 planId, address to, bytes memory expected) private {
        _refuses(_ana, address(club), value, abi.encodeCall(club.buy, (planId, to, ANY)), expected);
    }

    function _refusesPermit(uint256 planId, uint256 maxPrice, bytes memory expected) private {
        bytes memory data = abi.encodeCall(ClubMembership.buyWithPermit, (planId, _ana, maxPrice, 0, 27, 0, 0));
        _refuses(_ana, address(club), data, expected);
    }

    function _permit(address holder, uint256 value, uint256 deadline) private view returns (uint8, bytes32, bytes32) {
        bytes32 typehash = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 permit = keccak256(abi.encode(typehash, holder, address(club), value, token.nonces(holder), deadline));
        return vm.sign(KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), permit)));
    }
}
