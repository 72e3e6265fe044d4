// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubBadges} from "../ClubBadges.sol";
import {ClubMembership} from "../ClubMembership.sol";
import {GasEatingReceiver, LoopingReceiver, RefusingReceiver} from "../mocks/Receivers.sol";
import {Calls} from "./Calls.sol";
import {vm} from "./Vm.sol";

/// @dev Both contracts, five badges, four wallets without code and three receivers that refuse or never end.
abstract contract BadgesStage is Calls {
    ClubBadges public immutable badges;
    ClubMembership public immutable club;
    address public immutable admin = address(0xAD);
    address public immutable minter = address(0x717);
    /// @dev Changes when the ownership is handed over.
    address public owner = address(0xA11CE);
    address[] public actors;

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

    function _define(uint256 id) private {
        vm.prank(owner);
        badges.defineBadge(id, "badge", bytes32(0));
    }
}
