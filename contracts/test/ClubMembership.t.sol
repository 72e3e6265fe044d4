// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubMembership} from "../ClubMembership.sol";
import {MembershipHandler} from "./MembershipHandler.sol";
import {bound, vm} from "./Vm.sol";

contract ClubMembershipInvariants {
    MembershipHandler private _handler;
    ClubMembership private _club;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new MembershipHandler();
        _club = _handler.club();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev All in one campaign: each of its calls is looked at from every side. Books of single accounts are compared
    /// one account after each call, in turn.
    function invariant_I1_I2_I4_I5_I6_I7_I10_I11() external view {
        address account = _handler.actors(_handler.turn() % _handler.actorCount());
        _checkBalances(account);
        _checkExpiry(account);
        _checkSeatsAndMoney();
        _checkOwner();
        // I2: no event moved anything between two accounts.
        require(!_handler.moved(), "I2");
        // I10: neither a pause nor anything else blocks a due refund or giving up.
        require(!_handler.refundBlocked() && !_handler.renounceBlocked(), "I10");
    }

    /// @dev I1: a balance is 0 or 1, of one tier at most, and what the events add up to. I11: the batch view is the
    /// single view.
    function _checkBalances(address account) private view {
        address[] memory accounts = new address[](3);
        uint256[] memory ids = new uint256[](3);
        for (uint256 id = 0; id < 3; ++id) (accounts[id], ids[id]) = (account, id);
        uint256[] memory batch = _club.balanceOfBatch(accounts, ids);
        uint256 sum;
        for (uint256 id = 0; id < 3; ++id) {
            uint256 balance = _club.balanceOf(account, id);
            require(balance == _handler.replayed(account, id), "I1 events");
            require(balance == batch[id], "I11");
            sum += balance;
        }
        require(sum == (_club.membershipOf(account).tier == 0 ? 0 : 1), "I1");
    }

    /// @dev I6: an end falls only on revoke, refund, expire and renounce; a pass for life never ends.
    function _checkExpiry(address account) private view {
        require(!_handler.expiryFell(), "I6");
        require(_club.expiresAt(account) == _handler.lastExpiry(account), "I6 books");
    }

    /// @dev I4: seats are exactly the passes, and never above the limit. I5: nothing is lost or made up, and what may
    /// be refunded is always there.
    function _checkSeatsAndMoney() private view {
        (uint256 live, uint256 openEth, uint256 openTokens) = (0, 0, 0);
        uint256 count = _handler.actorCount();
        for (uint256 i = 0; i < count; ++i) {
            address account = _handler.actors(i);
            if (_club.membershipOf(account).tier != 0) ++live;
            (address currency, uint256 amount, ) = _club.refundOf(account);
            if (currency == address(0)) openEth += amount;
            else openTokens += amount;
        }
        uint256 limit = _club.maxMembers();
        require(_club.totalMembers() == live, "I4 count");
        require(limit == 0 || live <= limit, "I4 limit");
        _checkMoney(address(0), address(_club).balance, openEth);
        _checkMoney(address(_handler.token()), _handler.token().balanceOf(address(_club)), openTokens);
    }

    /// @dev I7: one owner, and it is `owner()`.
    function _checkOwner() private view {
        (bytes32 role, address owner) = (bytes32(0), _club.owner());
        require(_club.getRoleMemberCount(role) == 1 && _club.hasRole(role, owner), "I7 count");
        require(owner == _handler.owner() && owner != address(0) && !_handler.ownershipBroken(), "I7 owner");
    }

    function _checkMoney(address currency, uint256 balance, uint256 open) private view {
        uint256 ledger = _club.ledger(currency);
        require(
            _handler.withdrawn(currency) + _handler.refunded(currency) + ledger == _handler.paid(currency),
            "I5 books"
        );
        uint256 escrow = _club.escrow(currency);
        require(balance >= ledger && ledger >= escrow && escrow >= open, "I5 solvency");
    }
}

contract ClubMembershipFuzz {
    MembershipHandler private _handler;
    ClubMembership private _club;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new MembershipHandler();
        _club = _handler.club();
    }

    /// @dev I2: no transfer entry moves anything, whoever calls, whatever is asked.
    function testFuzz_I2_nothingMoves(address from, address to, uint256 id, uint256 value, bool batch) public {
        vm.assume(from != address(0));
        vm.prank(_handler.admin());
        try _club.grant(from, 1, type(uint64).max) {} catch {}
        (uint256[] memory ids, uint256[] memory values) = (new uint256[](1), new uint256[](1));
        (ids[0], values[0]) = (id, value);
        vm.prank(from);
        bool moved;
        if (batch) {
            try _club.safeBatchTransferFrom(from, to, ids, values, "") {
                moved = true;
            } catch {}
        } else {
            try _club.safeTransferFrom(from, to, id, value, "") {
                moved = true;
            } catch {}
        }
        require(!moved, "I2");
    }

    /// @dev I8: whoever is not the owner changes no role, plan, URI, currency or treasury.
    function testFuzz_I8_onlyOwner(address caller, uint256 which, address subject, uint128 number) public {
        vm.assume(caller != _handler.owner());
        bytes[] memory calls = new bytes[](17);
        calls[0] = abi.encodeCall(_club.addAdmin, (subject));
        calls[1] = abi.encodeCall(_club.removeAdmin, (subject));
        calls[2] = abi.encodeCall(_club.grantRole, (keccak256("ADMIN_ROLE"), subject));
        calls[3] = abi.encodeCall(_club.revokeRole, (keccak256("ADMIN_ROLE"), subject));
        calls[4] = abi.encodeCall(_club.beginDefaultAdminTransfer, (subject));
        calls[5] = abi.encodeCall(_club.setPlan, (1, 1 days, address(0), number));
        calls[6] = abi.encodeCall(_club.setPlanActive, (1, false));
        calls[7] = abi.encodeCall(_club.setMaxMembers, (uint32(number)));
        calls[8] = abi.encodeCall(_club.setCurrency, (subject, true));
        calls[9] = abi.encodeCall(_club.setRefundWindow, (uint32(number)));
        calls[10] = abi.encodeCall(_club.setTreasury, (subject));
        calls[11] = abi.encodeCall(_club.withdraw, (address(0)));
        calls[12] = abi.encodeCall(_club.rescue, (address(0)));
        calls[13] = abi.encodeCall(_club.setTierURI, (1, "x"));
        calls[14] = abi.encodeCall(_club.setContractURI, ("x"));
        calls[15] = abi.encodeCall(_club.reissue, (subject, caller));
        calls[16] = abi.encodeCall(_club.acceptDefaultAdminTransfer, ());
        vm.prank(caller);
        (bool ok, ) = address(_club).call(calls[bound(which, 0, 16)]);
        require(!ok, "I8");
    }

    /// @dev Only the exact price buys, and the end is exactly the plan's.
    function testFuzz_exactPrice(uint96 price, uint64 duration, uint256 value) public {
        duration = uint64(bound(duration, 0, 3650 days));
        vm.prank(_handler.owner());
        uint256 planId = _club.setPlan(1, duration, address(0), price);
        address buyer = _handler.actors(0);
        vm.deal(buyer, type(uint128).max);
        value = value % 4 == 0 ? price : bound(value, 0, type(uint96).max);
        vm.prank(buyer);
        try _club.buy{value: value}(planId, buyer, price) {
            require(value == price, "paid something else");
            require(_club.expiresAt(buyer) == (duration == 0 ? type(uint64).max : block.timestamp + duration), "end");
        } catch {
            require(value != price, "the exact price was refused");
        }
    }

    /// @dev A refund pays exactly what was paid, in its window only, whatever the window and the wait.
    function testFuzz_refundWindow(uint256 window, uint256 wait) public {
        window = bound(window, 0, 14 days);
        wait = bound(wait, 0, 30 days);
        vm.prank(_handler.owner());
        _club.setRefundWindow(uint32(window));
        address buyer = _handler.actors(0);
        vm.prank(buyer);
        _club.buy{value: 1 ether}(1, buyer, 1 ether);
        uint256 before = buyer.balance;
        vm.warp(block.timestamp + wait);
        bool due = window != 0 && wait <= window;
        if (due) require(_club.withdrawable(address(0)) == 0, "withdrawable too early");
        if (wait > window + 1 days) require(_club.withdrawable(address(0)) == 1 ether, "held back too long");
        vm.prank(buyer);
        try _club.refund() {
            require(due && buyer.balance == before + 1 ether, "paid outside the window");
        } catch {
            require(!due, "refused inside the window");
        }
    }
}
