// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubBadges} from "../ClubBadges.sol";
import {ClubMembership} from "../ClubMembership.sol";
import {GasEatingReceiver, LoopingReceiver, RefusingReceiver} from "../mocks/Receivers.sol";
import {bound, vm} from "./Vm.sol";

/// @dev Awards, renounces, revokes and reissues at random, and replays the transfers in its own books.
contract BadgesHandler {
    ClubBadges public immutable badges;
    ClubMembership public immutable club;
    address public immutable owner = address(0xA11CE);
    address public immutable admin = address(0xAD);
    address public immutable minter = address(0x717);
    address[] public actors;
    /// @dev What the transfer events of this play add up to.
    mapping(address account => mapping(uint256 id => uint256)) public replayed;
    mapping(address account => uint256) public expectedBlocked;
    bool public batchReverted;
    bool public renounceBlocked;
    bool public frozenChanged;

    constructor() {
        club = new ClubMembership("Pass", "PASS", "uri", owner, 0, owner, 0);
        badges = new ClubBadges("Badges", "BADGE", "uri", owner, 0, club, minter);
        vm.prank(owner);
        club.addAdmin(admin);
        vm.prank(owner);
        badges.setMintRate(type(uint32).max, 1);
        for (uint256 id = 0; id < 4; ++id) _define(id);
        _define(127);
        for (uint160 i = 1; i <= 4; ++i) actors.push(address(0xBEEF00 + i));
        actors.push(address(new RefusingReceiver()));
        actors.push(address(new LoopingReceiver()));
        actors.push(address(new GasEatingReceiver()));
    }

    function actorCount() external view returns (uint256) {
        return actors.length;
    }

    function idAt(uint256 seed) public pure returns (uint256) {
        return seed % 5 == 4 ? 127 : seed % 5;
    }

    function award(uint256 seedA, uint256 seedB, uint256 idA, uint256 idB) external {
        ClubBadges.Award[] memory items = new ClubBadges.Award[](4);
        items[0] = ClubBadges.Award(_actor(seedA), uint16(idAt(idA)));
        items[1] = ClubBadges.Award(_actor(seedB), uint16(idAt(idB)));
        items[2] = ClubBadges.Award(address(0), 0);
        items[3] = items[0];
        bool paused = badges.paused();
        for (uint256 i = 0; i < 2; ++i) _book(items[i].to, items[i].id, paused);
        vm.prank(minter);
        try badges.awardBatch(items) {} catch {
            if (!paused) batchReverted = true;
        }
    }

    function renounce(uint256 seed, uint256 idSeed) external {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        bool held = replayed[account][id] == 1;
        vm.prank(account);
        try badges.renounce(id) {
            _take(account, id);
        } catch {
            if (held) renounceBlocked = true;
        }
    }

    function revoke(uint256 seed, uint256 idSeed) external {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        vm.prank(admin);
        try badges.revoke(account, id, "because") {
            _take(account, id);
        } catch {}
    }

    function unblock(uint256 seed, uint256 idSeed) external {
        (address account, uint256 id) = (_actor(seed), idAt(idSeed));
        vm.prank(admin);
        try badges.unblock(account, id) {
            expectedBlocked[account] &= ~(uint256(1) << id);
        } catch {}
    }

    function reissue(uint256 fromSeed, uint256 toSeed) external {
        (address from, address to) = (_actor(fromSeed), _actor(toSeed));
        vm.prank(owner);
        try badges.reissue(from, to) {
            expectedBlocked[to] |= expectedBlocked[from] & ~badges.badgesOf(to);
            for (uint256 seed = 0; seed < 5; ++seed) {
                uint256 id = idAt(seed);
                if (replayed[from][id] == 1 && (expectedBlocked[to] >> id) & 1 == 0) replayed[to][id] = 1;
                replayed[from][id] = 0;
            }
        } catch {}
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

    function _book(address to, uint256 id, bool paused) private {
        bool refuses = to == actors[4] || to == actors[6];
        if (paused || refuses || (expectedBlocked[to] >> id) & 1 == 1) return;
        replayed[to][id] = 1;
    }

    function _take(address account, uint256 id) private {
        replayed[account][id] = 0;
        expectedBlocked[account] |= uint256(1) << id;
    }

    function _actor(uint256 seed) private view returns (address) {
        return actors[seed % actors.length];
    }

    function _define(uint256 id) private {
        vm.prank(owner);
        badges.defineBadge(id, "badge", bytes32(0));
    }
}
