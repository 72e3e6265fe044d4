// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubBadges} from "../ClubBadges.sol";
import {WorstReceiver} from "../mocks/Receivers.sol";
import {BadgesHandler} from "./BadgesHandler.sol";
import {Calls} from "./Calls.sol";
import {bound, vm} from "./Vm.sol";

contract ClubBadgesInvariants {
    BadgesHandler private _handler;
    ClubBadges private _badges;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new BadgesHandler();
        _badges = _handler.badges();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev All in one campaign: each of its calls is looked at from every side. Books of single accounts are compared
    /// one account after each call, in turn.
    function invariant_I1_I2_I3_I7_I9_I10_I11_I13() external view {
        address account = _handler.actors(_handler.turn() % _handler.actorCount());
        _checkBalances(account);
        _checkBlocked(account);
        _checkOwner();
        require(!_handler.moved(), "I2");
        // I9: refusing, looping and gas-eating receivers never revert a batch.
        require(!_handler.batchReverted(), "I9");
        // I10: a pause never stops giving up. I13: what is frozen never changes.
        require(!_handler.renounceBlocked(), "I10");
        require(!_handler.frozenChanged(), "I13");
    }

    /// @dev I1, I2: balances are 0 or 1, what the rules say, and what the events add up to; no event moved anything
    /// between two accounts. I11: the batch view agrees.
    function _checkBalances(address account) private view {
        (address[] memory accounts, uint256[] memory ids) = (new address[](5), new uint256[](5));
        for (uint256 i = 0; i < 5; ++i) (accounts[i], ids[i]) = (account, i == 4 ? 127 : i);
        uint256[] memory batch = _badges.balanceOfBatch(accounts, ids);
        for (uint256 i = 0; i < 5; ++i) {
            uint256 balance = _badges.balanceOf(account, ids[i]);
            require(balance <= 1 && balance == _handler.expectedHeld(account, ids[i]), "I1");
            require(balance == _handler.replayed(account, ids[i]), "I1 events");
            require(balance == batch[i], "I11");
        }
    }

    /// @dev I3: what is blocked is never held, and blocked is exactly what was renounced, revoked or carried over.
    function _checkBlocked(address account) private view {
        uint256 blocked = _badges.blockedOf(account);
        require(_badges.badgesOf(account) & blocked == 0, "I3 both");
        require(blocked == _handler.expectedBlocked(account), "I3 books");
    }

    /// @dev I7: one owner, and it is `owner()`.
    function _checkOwner() private view {
        (bytes32 role, address owner) = (bytes32(0), _badges.owner());
        require(_badges.getRoleMemberCount(role) == 1 && _badges.hasRole(role, owner), "I7 count");
        require(owner == _handler.owner() && owner != address(0) && !_handler.ownershipBroken(), "I7 owner");
    }
}

contract ClubBadgesFuzz is Calls {
    uint256 private constant KEY = 0xC0FFEE;
    BadgesHandler private _handler;
    ClubBadges private _badges;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new BadgesHandler();
        _badges = _handler.badges();
        bytes32 role = _badges.MINTER_ROLE();
        vm.prank(_handler.owner());
        _badges.grantRole(role, vm.addr(KEY));
    }

    /// @dev I2: no transfer entry moves anything.
    function testFuzz_I2_nothingMoves(address from, address to, uint256 id, uint256 value) public {
        vm.assume(from != address(0));
        vm.prank(from);
        (bool ok, ) = address(_badges).call(abi.encodeCall(_badges.safeTransferFrom, (from, to, id, value, "")));
        require(!ok, "I2");
        vm.prank(from);
        (ok, ) = address(_badges).call(abi.encodeCall(_badges.setApprovalForAll, (to, true)));
        require(!ok, "I2 approval");
    }

    /// @dev I3: awarding twice is awarding once, for any account without code and any set of badges.
    function testFuzz_I3_awardTwice(address to, uint256 seed) public {
        vm.assume(to.code.length == 0 && to != address(0));
        ClubBadges.Award[] memory items = new ClubBadges.Award[](3);
        for (uint256 i = 0; i < 3; ++i) items[i] = ClubBadges.Award(to, uint16(_handler.idAt((seed >> (i * 8)) & 0xff)));
        vm.prank(_handler.minter());
        _badges.awardBatch(items);
        uint256 held = _badges.badgesOf(to);
        vm.prank(_handler.minter());
        _badges.awardBatch(items);
        require(_badges.badgesOf(to) == held && held != 0 && _badges.blockedOf(to) == 0, "I3");
    }

    /// @dev I8: whoever is neither owner, admin nor minter changes nothing.
    function testFuzz_I8_strangers(address caller, uint256 which, address subject, uint256 id) public {
        vm.assume(caller != _handler.owner() && caller != _handler.admin() && caller != _handler.minter());
        vm.assume(caller != vm.addr(KEY) && caller != address(_badges));
        ClubBadges.Award[] memory items = new ClubBadges.Award[](1);
        items[0] = ClubBadges.Award(subject, 1);
        bytes[] memory calls = new bytes[](13);
        calls[0] = abi.encodeCall(_badges.awardBatch, (items));
        calls[1] = abi.encodeCall(_badges.defineBadge, (bound(id, 5, 126), "x", bytes32(id)));
        calls[2] = abi.encodeCall(_badges.setBadgeURI, (1, "x", bytes32(id)));
        calls[3] = abi.encodeCall(_badges.freezeBadge, (1));
        calls[4] = abi.encodeCall(_badges.setContractURI, ("x"));
        calls[5] = abi.encodeCall(_badges.setMintRate, (1000, 1));
        calls[6] = abi.encodeCall(_badges.grantRole, (keccak256("MINTER_ROLE"), caller));
        calls[7] = abi.encodeCall(_badges.revokeRole, (keccak256("MINTER_ROLE"), subject));
        calls[8] = abi.encodeCall(_badges.reissue, (subject, caller));
        calls[9] = abi.encodeCall(_badges.revoke, (subject, 1, "x"));
        calls[10] = abi.encodeCall(_badges.unblock, (subject, id));
        calls[11] = abi.encodeCall(_badges.mintAsking, (caller, caller, 1, 0));
        calls[12] = abi.encodeCall(_badges.beginDefaultAdminTransfer, (caller));
        vm.prank(caller);
        (bool ok, ) = address(_badges).call(calls[bound(which, 0, 12)]);
        require(!ok, "I8");
    }

    /// @dev I12: a voucher is good for its recipient, id, deadline, chain and contract, once, and for nothing else.
    function testFuzz_I12_voucher(address to, uint256 idSeed, uint256 wait, uint256 change) public {
        vm.assume(to != address(0) && to.code.length == 0);
        uint256 id = _handler.idAt(idSeed);
        uint256 deadline = block.timestamp + 1 days;
        bytes memory signature = _voucher(KEY, address(_badges), block.chainid, to, id, deadline);
        change = bound(change, 0, 5);
        if (change == 1) to = address(uint160(to) ^ 1);
        if (change == 2) id = _handler.idAt((idSeed % 5) + 1);
        if (change == 3) deadline += 1;
        if (change == 4) signature = _voucher(KEY, address(_handler), block.chainid, to, id, deadline);
        if (change == 5) signature = _voucher(KEY, address(_badges), block.chainid + 1, to, id, deadline);
        wait = bound(wait, 0, 2 days);
        vm.warp(block.timestamp + wait);
        bool good = change == 0 && wait <= 1 days;
        (bool ok, ) = address(_badges).call(abi.encodeCall(_badges.claim, (to, id, deadline, signature)));
        require(ok == good, "I12");
        require(_badges.balanceOf(to, id) == (good ? 1 : 0), "I12 balance");
        if (!good) return;
        vm.prank(_handler.admin());
        _badges.revoke(to, id, "because");
        (ok, ) = address(_badges).call(abi.encodeCall(_badges.claim, (to, id, deadline, signature)));
        require(!ok && _badges.balanceOf(to, id) == 0, "I12 after revoke");
    }

    /// @dev I14: a batch of 100 stays below the gas limit of a transaction even when every receiver is the worst.
    function test_I14_worstBatch() public {
        ClubBadges.Award[] memory items = new ClubBadges.Award[](100);
        for (uint256 i = 0; i < 100; ++i) items[i] = ClubBadges.Award(address(new WorstReceiver()), 1);
        items[99].to = address(0xCAFE);
        vm.prank(_handler.minter());
        uint256 before = gasleft();
        _badges.awardBatch(items);
        require(before - gasleft() < 16_700_000, "I14");
        require(_badges.balanceOf(address(0xCAFE), 1) == 1, "I14 honest");
    }
}
