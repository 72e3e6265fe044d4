// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubMembership} from "../ClubMembership.sol";
import {MembershipStage} from "./MembershipStage.sol";
import {OwnershipPlay} from "./OwnershipPlay.sol";
import {TransferBooks} from "./TransferBooks.sol";
import {bound, vm} from "./Vm.sol";

/// @dev Plays a small club at random and keeps its own books beside the contract's. Calls that the contract refuses
/// are part of the game: only what succeeds is booked.
contract MembershipHandler is MembershipStage, OwnershipPlay, TransferBooks {
    mapping(address currency => uint256) public paid;
    mapping(address currency => uint256) public refunded;
    mapping(address currency => uint256) public withdrawn;
    mapping(address account => uint256) public lastExpiry;
    /// @dev Set when an expiry fell, or a pass for life ended, by a call that may not do that.
    bool public expiryFell;
    /// @dev Set when a member who may take a refund could not.
    bool public refundBlocked;
    /// @dev Set when giving up failed while a pass was held.
    bool public renounceBlocked;

    function warp(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1, 10 days));
    }

    function buy(uint256 payerSeed, uint256 toSeed, uint256 planSeed, uint256 value) external replaying(address(club)) {
        (address payer, address to) = (_actor(payerSeed), toSeed % 3 == 0 ? _actor(toSeed) : _actor(payerSeed));
        uint256 planId = bound(planSeed, 1, 4);
        ClubMembership.Plan memory plan = club.plan(planId);
        uint256 sent = plan.currency == address(0) && value % 7 != 0 ? plan.price : value % 3;
        if (plan.currency != address(0) && value % 7 != 0) sent = 0;
        vm.prank(payer);
        try club.buy{value: sent}(planId, to, plan.price) {
            paid[plan.currency] += plan.price;
            _mayOnlyGrow(to);
        } catch {
            _forget();
        }
    }

    function renew(uint256 payerSeed, uint256 toSeed, uint256 planSeed) external replaying(address(club)) {
        (address payer, address to) = (_actor(payerSeed), _actor(toSeed));
        uint256 planId = bound(planSeed, 1, 4);
        ClubMembership.Plan memory plan = club.plan(planId);
        vm.prank(payer);
        try club.renew{value: plan.currency == address(0) ? plan.price : 0}(planId, to, plan.price) {
            paid[plan.currency] += plan.price;
            _mayOnlyGrow(to);
        } catch {
            _forget();
        }
    }

    function setAutoRenew(uint256 seed, bool on) external {
        vm.prank(_actor(seed));
        try club.setAutoRenew(on ? 2 : 0, type(uint96).max) {} catch {}
    }

    function renewFor(uint256 seed) external replaying(address(club)) {
        address account = _actor(seed);
        try club.renewFor(account) {
            paid[address(token)] += 3 ether;
            _mayOnlyGrow(account);
        } catch {
            _forget();
        }
    }

    function refund(uint256 seed) external replaying(address(club)) {
        address account = _actor(seed);
        (address currency, uint256 amount, ) = club.refundOf(account);
        vm.prank(account);
        try club.refund() {
            refunded[currency] += amount;
            lastExpiry[account] = 0;
        } catch {
            _forget();
            if (amount != 0) refundBlocked = true;
        }
    }

    function renounce(uint256 seed) external replaying(address(club)) {
        address account = _actor(seed);
        bool holds = club.membershipOf(account).tier != 0;
        vm.prank(account);
        try club.renounce() {
            lastExpiry[account] = 0;
        } catch {
            _forget();
            if (holds) renounceBlocked = true;
        }
    }

    function expire(uint256 seed) external replaying(address(club)) {
        address[] memory accounts = new address[](1);
        accounts[0] = _actor(seed);
        uint256 end = club.expiresAt(accounts[0]);
        club.expire(accounts);
        if (club.expiresAt(accounts[0]) != end) {
            if (end >= block.timestamp) expiryFell = true;
            lastExpiry[accounts[0]] = 0;
        }
    }

    function grant(uint256 seed, uint256 tier, uint256 until) external replaying(address(club)) {
        address account = _actor(seed);
        vm.prank(admin);
        try club.grant(account, uint16(bound(tier, 0, 3)), uint64(block.timestamp + bound(until, 0, 400 days))) {
            _mayOnlyGrow(account);
        } catch {
            _forget();
        }
    }

    function extend(uint256 seed, uint256 until) external replaying(address(club)) {
        address account = _actor(seed);
        vm.prank(admin);
        try club.extend(account, until % 20 == 0 ? type(uint64).max : uint64(block.timestamp + bound(until, 0, 400 days))) {
            _mayOnlyGrow(account);
        } catch {
            _forget();
        }
    }

    function revoke(uint256 seed) external replaying(address(club)) {
        address account = _actor(seed);
        vm.prank(admin);
        try club.revoke(account, "because") {
            lastExpiry[account] = 0;
        } catch {
            _forget();
        }
    }

    function reissue(uint256 fromSeed, uint256 toSeed) external replaying(address(club)) {
        (address from, address to) = (_actor(fromSeed), _actor(toSeed));
        uint256 end = club.expiresAt(from);
        vm.prank(owner);
        try club.reissue(from, to) {
            if (club.expiresAt(to) != end) expiryFell = true;
            lastExpiry[from] = 0;
            lastExpiry[to] = end;
        } catch {
            _forget();
        }
    }

    function withdraw(bool eth) external {
        address currency = eth ? address(0) : address(token);
        uint256 amount = club.withdrawable(currency);
        vm.prank(owner);
        try club.withdraw(currency) {
            withdrawn[currency] += amount;
        } catch {}
    }

    function stray(uint256 amount) external {
        token.mint(address(club), bound(amount, 1, 5));
        vm.deal(address(club), address(club).balance + bound(amount, 1, 5));
    }

    function rescue(bool eth) external {
        vm.prank(owner);
        try club.rescue(eth ? address(0) : address(token)) {} catch {}
    }

    function pause(bool on) external {
        vm.prank(admin);
        if (on) try club.pause() {} catch {}
        else try club.unpause() {} catch {}
    }

    function limit(uint256 max) external {
        vm.prank(owner);
        try club.setMaxMembers(uint32(bound(max, 0, 6))) {} catch {}
    }

    function window(uint256 time) external {
        vm.prank(owner);
        club.setRefundWindow(uint32(bound(time, 0, 14 days)));
    }

    function ownership(uint256 step, uint256 seed) external {
        owner = _handOver(club, owner, step, _actor(seed));
    }

    function _actor(uint256 seed) private view returns (address) {
        return actors[seed % actors.length];
    }

    function _mayOnlyGrow(address account) private {
        uint256 end = club.expiresAt(account);
        if (end < lastExpiry[account]) expiryFell = true;
        lastExpiry[account] = end;
    }
}
