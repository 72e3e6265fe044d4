// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubBadges} from "../ClubBadges.sol";
import {BadgesStage} from "./BadgesStage.sol";
import {OwnershipPlay} from "./OwnershipPlay.sol";
import {TransferBooks} from "./TransferBooks.sol";
import {vm} from "./Vm.sol";

/// @dev Awards, renounces, revokes and reissues at random, and replays the transfers in its own books.
contract BadgesHandler is BadgesStage, OwnershipPlay, TransferBooks {
    /// @dev What the rules say is held and blocked after this play.
    mapping(address account => mapping(uint256 id => uint256)) public expectedHeld;
    mapping(address account => uint256) public expectedBlocked;
    bool public batchReverted;
    bool public renounceBlocked;
    bool public frozenChanged;

    function award(uint256 seedA, uint256 seedB, uint256 idA, uint256 idB) external replaying(address(badges)) {
        ClubBadges.Award[] memory items = new ClubBadges.Award[](4);
        items[0] = ClubBadges.Award(_actor(seedA), uint16(idAt(idA)));
        items[1] = ClubBadges.Award(_actor(seedB), uint16(idAt(idB)));
        items[2] = ClubBadges.Award(address(0), 0);
        items[3] = items[0];
        bool paused = badges.paused();
        for (uint256 i = 0; i < 2; ++i) _book(items[i].to, items[i].id, paused);
        vm.prank(minter);
        try badges.awardBatch(items) {} catch {
            _forget();
            if (!paused) batchReverted = true;
        }
    }

    function renounce(uint256 seed, uint256 idSeed) external replaying(address(badges)) {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        bool held = expectedHeld[account][id] == 1;
        vm.prank(account);
        try badges.renounce(id) {
            _take(account, id);
        } catch {
            _forget();
            if (held) renounceBlocked = true;
        }
    }

    function revoke(uint256 seed, uint256 idSeed) external replaying(address(badges)) {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        vm.prank(admin);
        try badges.revoke(account, id, "because") {
            _take(account, id);
        } catch {
            _forget();
        }
    }

    function unblock(uint256 seed, uint256 idSeed) external {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        vm.prank(admin);
        try badges.unblock(account, id) {
            expectedBlocked[account] &= ~(uint256(1) << id);
        } catch {}
    }

    function reissue(uint256 fromSeed, uint256 toSeed) external replaying(address(badges)) {
        (address from, address to) = (_actor(fromSeed), _actor(toSeed));
        vm.prank(owner);
        try badges.reissue(from, to) {
            expectedBlocked[to] |= expectedBlocked[from] & ~badges.badgesOf(to);
            for (uint256 seed = 0; seed < 5; ++seed) {
                uint256 id = idAt(seed);
                if (expectedHeld[from][id] == 1 && (expectedBlocked[to] >> id) & 1 == 0) expectedHeld[to][id] = 1;
                expectedHeld[from][id] = 0;
            }
        } catch {
            _forget();
        }
    }

    function pause(bool on) external {
        vm.prank(admin);
        if (on) try badges.pause() {} catch {}
        else try badges.unpause() {} catch {}
    }

    function freezeAndChange(uint256 idSeed, bool freeze) external {
        uint256 id = idAt(idSeed);
        (string memory before, bytes32 hashBefore, bool frozen) = badges.badge(id);
        vm.prank(owner);
        if (freeze && id != 1) {
            try badges.freezeBadge(id) {} catch {}
            return;
        }
        try badges.setBadgeURI(id, "moved", keccak256(abi.encode(block.timestamp))) {} catch {}
        (string memory later, bytes32 hashLater, ) = badges.badge(id);
        if (frozen && (keccak256(bytes(before)) != keccak256(bytes(later)) || hashBefore != hashLater)) {
            frozenChanged = true;
        }
    }

    function ownership(uint256 step, uint256 seed) external {
        owner = _handOver(badges, owner, step, actors[seed % 4]);
    }

    function warp(uint256 time) external {
        vm.warp(block.timestamp + (time % 10 days) + 1);
    }

    function _book(address to, uint256 id, bool paused) private {
        bool refuses = to == actors[4] || to == actors[6];
        if (paused || refuses || (expectedBlocked[to] >> id) & 1 == 1) return;
        expectedHeld[to][id] = 1;
    }

    function _take(address account, uint256 id) private {
        expectedHeld[account][id] = 0;
        expectedBlocked[account] |= uint256(1) << id;
    }

    function _actor(uint256 seed) private view returns (address) {
        return actors[seed % actors.length];
    }
}
