// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ClubBadges} from "../ClubBadges.sol";
import {AcceptingReceiver, Hookless} from "../mocks/Receivers.sol";
import {BadgesStage} from "./BadgesStage.sol";
import {vm} from "./Vm.sol";

/// @dev How badges come and go, and every refusal with its arguments.
contract BadgesAwarding is BadgesStage {
    uint256 private constant KEY = 0xC0FFEE;
    address private _ana;
    address private _ben;

    function setUp() public {
        vm.warp(1_800_000_000);
        (_ana, _ben) = (actors[0], actors[1]);
        _does(owner, address(badges), abi.encodeCall(badges.grantRole, (badges.MINTER_ROLE(), vm.addr(KEY))));
    }

    function test_awardBatch_refusals() public {
        _refusesAward(minter, 0, 1, abi.encodeWithSelector(ClubBadges.ClubBadgesEmptyBatch.selector));
        _refusesAward(minter, 101, 1, abi.encodeWithSelector(ClubBadges.ClubBadgesBatchTooLarge.selector, 101, 100));
        _refusesAward(minter, 1, 4, abi.encodeWithSelector(ClubBadges.ClubBadgesUndefinedBadge.selector, 4));
        _refusesAward(minter, 1, 128, abi.encodeWithSelector(ClubBadges.ClubBadgesUndefinedBadge.selector, 128));
        bytes memory stranger = abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, _ana, badges.MINTER_ROLE());
        _refusesAward(_ana, 1, 1, stranger);
    }

    function test_rate() public {
        _does(owner, address(badges), abi.encodeCall(badges.setMintRate, (100, 100)));
        (uint256 capacity, uint256 window) = badges.mintRate();
        require(capacity == 100 && window == 100 && badges.mintAllowance(minter) == 100, "rate");
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_items(100, 1))));
        _refusesAward(minter, 1, 2, abi.encodeWithSelector(ClubBadges.ClubBadgesRateLimited.selector, minter, 0, 1));
        vm.warp(block.timestamp + 1);
        require(badges.mintAllowance(minter) == 1, "refilled by one");
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_items(1, 2))));
        vm.warp(block.timestamp + 100);
        require(badges.mintAllowance(minter) == 100, "full again");
    }

    function test_receivers() public {
        (address asked, address silent) = (address(new AcceptingReceiver()), address(new Hookless()));
        ClubBadges.Award[] memory items = new ClubBadges.Award[](3);
        (items[0], items[1], items[2]) = (ClubBadges.Award(asked, 1), ClubBadges.Award(silent, 1), ClubBadges.Award(actors[4], 1));
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (items)));
        require(AcceptingReceiver(asked).asked() == keccak256(abi.encode(minter, address(0), 1, 1, 1)), "asked after the fact");
        require(badges.balanceOf(silent, 1) == 1 && badges.balanceOf(actors[4], 1) == 0, "served and refused");
        vm.prank(minter);
        (bool ok, bytes memory answer) = address(badges).call{gas: 150_000}(abi.encodeCall(badges.awardBatch, (_one(actors[5], 1))));
        require(!ok && bytes4(answer) == ClubBadges.ClubBadgesInsufficientGas.selector, "starved");
        bytes memory onlySelf = abi.encodeWithSelector(ClubBadges.ClubBadgesOnlySelf.selector, minter);
        _refuses(minter, address(badges), abi.encodeCall(badges.mintAsking, (minter, _ana, 1, 0)), onlySelf);
    }

    function test_claim() public {
        uint256 deadline = block.timestamp;
        bytes memory signature = _sign(_ana, 1, deadline);
        _does(_ben, address(badges), abi.encodeCall(badges.claim, (_ana, 1, deadline, signature)));
        require(badges.badgesOf(_ana) == 2, "claimed");
        _refusesClaim(_ana, 1, deadline, signature, abi.encodeWithSelector(ClubBadges.ClubBadgesAlreadyHeld.selector, _ana, 1));
        _does(_ana, address(badges), abi.encodeCall(badges.renounce, (1)));
        _refusesClaim(_ana, 1, deadline, signature, abi.encodeWithSelector(ClubBadges.ClubBadgesBlocked.selector, _ana, 1));
        _refusesClaim(address(0), 1, deadline, signature, abi.encodeWithSelector(ClubBadges.ClubBadgesZeroAddress.selector));
        _refusesClaim(_ana, 4, deadline, signature, abi.encodeWithSelector(ClubBadges.ClubBadgesUndefinedBadge.selector, 4));
        _refusesClaim(_ben, 1, deadline, signature, abi.encodeWithSelector(ClubBadges.ClubBadgesInvalidVoucher.selector));
        bytes memory refused = abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, actors[4]);
        _refusesClaim(actors[4], 1, deadline, _sign(actors[4], 1, deadline), refused);
        vm.warp(deadline + 1);
        _refusesClaim(_ana, 2, deadline, _sign(_ana, 2, deadline), abi.encodeWithSelector(ClubBadges.ClubBadgesVoucherExpired.selector, deadline));
    }

    function test_revokeAndUnblock() public {
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_one(_ana, 1))));
        _refuses(admin, address(badges), abi.encodeCall(badges.revoke, (_ana, 1, "")), abi.encodeWithSelector(ClubBadges.ClubBadgesTextLength.selector, 0));
        _refuses(_ana, address(badges), abi.encodeCall(badges.revoke, (_ana, 1, "x")), abi.encodeWithSelector(ClubBadges.ClubBadgesUnauthorizedAdmin.selector, _ana));
        _does(admin, address(badges), abi.encodeCall(badges.revoke, (_ana, 1, "because")));
        require(badges.badgesOf(_ana) == 0 && badges.blockedOf(_ana) == 2, "blocked");
        _refuses(_ana, address(badges), abi.encodeCall(badges.renounce, (1)), abi.encodeWithSelector(ClubBadges.ClubBadgesNotHeld.selector, _ana, 1));
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_one(_ana, 1))));
        require(badges.badgesOf(_ana) == 0, "skipped");
        _does(owner, address(badges), abi.encodeCall(badges.unblock, (_ana, 1)));
        _refuses(admin, address(badges), abi.encodeCall(badges.unblock, (_ana, 1)), abi.encodeWithSelector(ClubBadges.ClubBadgesNotBlocked.selector, _ana, 1));
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_one(_ana, 1))));
        require(badges.badgesOf(_ana) == 2, "awarded again");
    }

    function test_reissue() public {
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_one(_ana, 1))));
        _does(minter, address(badges), abi.encodeCall(badges.awardBatch, (_one(_ana, 127))));
        _refusesReissue(_ana, address(0), abi.encodeWithSelector(ClubBadges.ClubBadgesZeroAddress.selector));
        _refusesReissue(_ana, _ana, abi.encodeWithSelector(ClubBadges.ClubBadgesSameAccount.selector, _ana));
        _refusesReissue(_ben, _ana, abi.encodeWithSelector(ClubBadges.ClubBadgesNothingToReissue.selector, _ben));
        _refusesReissue(_ana, actors[4], abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, actors[4]));
        _does(owner, address(badges), abi.encodeCall(badges.reissue, (_ana, _ben)));
        require(badges.badgesOf(_ana) == 0 && badges.badgesOf(_ben) == 2 | (1 << 127), "moved");
    }

    function _items(uint256 count, uint16 id) private pure returns (ClubBadges.Award[] memory items) {
        items = new ClubBadges.Award[](count);
        for (uint160 i = 0; i < count; ++i) items[i] = ClubBadges.Award(address(0xAAAA00 + i), id);
    }

    function _one(address to, uint16 id) private pure returns (ClubBadges.Award[] memory items) {
        items = new ClubBadges.Award[](1);
        items[0] = ClubBadges.Award(to, id);
    }

    function _refusesAward(address caller, uint256 count, uint16 id, bytes memory expected) private {
        _refuses(caller, address(badges), abi.encodeCall(badges.awardBatch, (_items(count, id))), expected);
    }

    function _refusesClaim(address to, uint256 id, uint256 deadline, bytes memory signature, bytes memory expected) private {
        _refuses(_ben, address(badges), abi.encodeCall(badges.claim, (to, id, deadline, signature)), expected);
    }

    function _refusesReissue(address from, address to, bytes memory expected) private {
        _refuses(owner, address(badges), abi.encodeCall(badges.reissue, (from, to)), expected);
    }

    function _sign(address to, uint256 id, uint256 deadline) private view returns (bytes memory) {
        return _voucher(KEY, address(badges), block.chainid, to, id, deadline);
    }
}
