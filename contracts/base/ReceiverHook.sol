// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title Asking a receiver, without trusting it
/// @dev ERC-1155 lets a mint proceed when the receiver does not declare the receiver interface, and demands that it
/// fails when the receiver declares the interface and refuses. Members' own wallets may carry code (EIP-7702), so a
/// wallet without the hook must not be locked out. Both calls have a gas ceiling and copy at most one word back: a
/// receiver that loops or returns megabytes costs a bounded amount and nothing else.
library ReceiverHook {
    /// @dev Gas for `supportsInterface`, the figure of ERC-165.
    uint256 internal constant PROBE_GAS = 30_000;
    /// @dev Gas for `onERC1155Received`: smart accounts need about 10,000.
    uint256 internal constant HOOK_GAS = 60_000;
    /// @dev Below this much gas left a probe or hook could be starved by the caller, which would look like a refusal.
    uint256 internal constant SAFE_GAS = 160_000;

    /// @dev True when `to` has code that declares IERC1155Receiver.
    function declared(address to) internal view returns (bool yes) {
        bytes memory data = abi.encodeCall(IERC165.supportsInterface, (type(IERC1155Receiver).interfaceId));
        uint256 cap = PROBE_GAS;
        assembly ("memory-safe") {
            mstore(0, 0)
            let ok := staticcall(cap, to, add(data, 0x20), mload(data), 0, 0x20)
            yes := and(and(ok, gt(returndatasize(), 0x1f)), eq(mload(0), 1))
        }
    }

    /// @dev Calls the hook of a receiver that declared it. True when it answered with the agreed value.
    function accepted(address operator, address to, uint256 id) internal returns (bool yes) {
        bytes4 magic = IERC1155Receiver.onERC1155Received.selector;
        bytes memory data = abi.encodeCall(IERC1155Receiver.onERC1155Received, (operator, address(0), id, 1, ""));
        uint256 cap = HOOK_GAS;
        assembly ("memory-safe") {
            mstore(0, 0)
            let ok := call(cap, to, 0, add(data, 0x20), mload(data), 0, 0x20)
            yes := and(and(ok, gt(returndatasize(), 0x1f)), eq(mload(0), magic))
        }
    }
}
