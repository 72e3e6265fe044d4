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

    /// @dev I1: a balance is 0 or 1, of one tier at most. I11: the batch view is the single view.
    function invariant_I1_I11_balances() external view {
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            address account = _handler.actors(i);
            address[] memory accounts = new address[](3);
            uint256[] memory ids = new uint256[](3);
            uint256 sum;
            for (uint256 id = 0; id < 3; ++id) {
                (accounts[id], ids[id]) = (account, id);
                sum += _club.balanceOf(account, id);
            }
            require(sum == (_club.membershipOf(account).tier == 0 ? 0 : 1), "I1");
            uint256[] memory batch = _club.balanceOfBatch(accounts, ids);
            for (uint256 id = 0; id < 3; ++id) require(batch[id] == _club.balanceOf(account, id), "I11");
        }
    }

    /// @dev I4: seats are exactly the passes, and never above the limit.
    function invariant_I4_seats() external view {
        uint256 live;
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            if (_club.membershipOf(_handler.actors(i)).tier != 0) ++live;
        }
        require(_club.totalMembers() == live, "I4 count");
        require(_club.maxMembers() == 0 || live <= _club.maxMembers(), "I4 limit");
    }

    /// @dev I5: nothing is lost or made up, and what may be refunded is always there.
    function invariant_I5_money() external view {
        _checkMoney(address(0), address(_club).balance);
        _checkMoney(address(_handler.token()), _handler.token().balanceOf(address(_club)));
    }

    /// @dev I6: an end falls only on revoke, refund, expire and renounce; a pass for life never ends.
    function invariant_I6_expiry() external view {
        require(!_handler.expiryFell(), "I6");
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            address account = _handler.actors(i);
            require(_club.expiresAt(account) == _handler.lastExpiry(account), "I6 books");
        }
    }

    /// @dev I7: one owner, and it is `owner()`.
    function invariant_I7_owner() external view {
        require(_club.getRoleMemberCount(_club.DEFAULT_ADMIN_ROLE()) == 1, "I7 count");
        require(_club.owner() == _handler.owner() && _club.owner() != address(0), "I7 owner");
    }

    /// @dev I10: neither a pause nor anything else blocks a due refund or giving up.
    function invariant_I10_exits() external view {
        require(!_handler.refundBlocked() && !_handler.renounceBlocked(), "I10");
    }

    function _checkMoney(address currency, uint256 balance) private view {
        uint256 ledger = _club.ledger(currency);
        require(
            _handler.withdrawn(currency) + _handler.refunded(currency) + ledger == _handler.paid(currency),
            "I5 books"
        );
        uint256 open;
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            (address paidIn, uint256 amount, ) = _club.refundOf(_handler.actors(i));
            if (paidIn == currency) open += amount;
        }
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
