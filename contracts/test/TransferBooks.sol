// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {ClubBadges} from "../ClubBadges.sol";
import {Log, vm} from "./Vm.sol";

/// @dev Replays the transfer events of a token, as an indexer would that knows nothing but them.
abstract contract TransferBooks {
    /// @dev What the events add up to. An event that takes what nobody has makes the play fail.
    mapping(address account => mapping(uint256 id => uint256)) public replayed;
    /// @dev Set when an event moved something between two accounts, or was of the batch kind, which is never used.
    bool public moved;
    /// @dev Counts the calls, so that a look after each of them can take the accounts in turn.
    uint256 public turn;

    /// @dev Replays what the body makes `token` log. The recorder also keeps what a refused call logged before it was
    /// undone: the body forgets it, and an award undone within its batch is known by its AwardSkipped.
    modifier replaying(address token) {
        ++turn;
        vm.recordLogs();
        _;
        Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            bool undone = i + 1 < logs.length && logs[i + 1].topics[0] == ClubBadges.AwardSkipped.selector;
            if (undone) undone = abi.decode(logs[i + 1].data, (ClubBadges.SkipReason)) == ClubBadges.SkipReason.Refused;
            if (logs[i].emitter == token && !undone) _replay(logs[i]);
        }
    }

    /// @dev Drops what was recorded: the call was refused.
    function _forget() internal {
        vm.getRecordedLogs();
    }

    function _replay(Log memory entry) private {
        if (entry.topics[0] == IERC1155.TransferBatch.selector) moved = true;
        if (entry.topics[0] != IERC1155.TransferSingle.selector) return;
        address from = address(uint160(uint256(entry.topics[2])));
        address to = address(uint160(uint256(entry.topics[3])));
        (uint256 id, uint256 amount) = abi.decode(entry.data, (uint256, uint256));
        if (from != address(0) && to != address(0)) moved = true;
        if (from != address(0)) replayed[from][id] -= amount;
        if (to != address(0)) replayed[to][id] += amount;
    }
}
