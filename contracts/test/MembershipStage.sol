// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubMembership} from "../ClubMembership.sol";
import {PlainToken} from "../mocks/Tokens.sol";
import {Calls} from "./Calls.sol";
import {vm} from "./Vm.sol";

/// @dev A membership contract with two tiers, four plans and six wallets that have money and have approved it.
abstract contract MembershipStage is Calls {
    ClubMembership public immutable club;
    PlainToken public immutable token;
    address public immutable admin = address(0xAD);
    address public immutable treasury = address(0x7EA);
    /// @dev Changes when the ownership is handed over.
    address public owner = address(0xA11CE);
    address[] public actors;

    uint256 internal constant MONTH = 1;
    uint256 internal constant TOKEN = 2;
    uint256 internal constant OTHER_TIER = 3;
    uint256 internal constant LIFE = 4;

    constructor() {
        club = new ClubMembership("Pass", "PASS", "uri", owner, 0, treasury, 7 days);
        token = new PlainToken();
        for (uint160 i = 1; i <= 6; ++i) actors.push(address(0xBEEF00 + i));
        vm.prank(owner);
        club.addAdmin(admin);
        vm.prank(owner);
        club.setCurrency(address(token), true);
        vm.prank(owner);
        club.setTierURI(1, "tier1");
        vm.prank(owner);
        club.setTierURI(2, "tier2");
        _plan(1, 30 days, address(0), 1 ether);
        _plan(1, 5 days, address(token), 3 ether);
        _plan(2, 10 days, address(0), 2 ether);
        _plan(1, 0, address(token), 50 ether);
        for (uint256 i = 0; i < actors.length; ++i) {
            vm.deal(actors[i], 1e9 ether);
            token.mint(actors[i], 1e9 ether);
            vm.prank(actors[i]);
            token.approve(address(club), type(uint256).max);
        }
    }

    function actorCount() external view returns (uint256) {
        return actors.length;
    }

    function _plan(uint16 tier, uint64 duration, address currency, uint128 price) internal {
        vm.prank(owner);
        club.setPlan(tier, duration, currency, price);
    }
}
