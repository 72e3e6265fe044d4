// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {vm} from "./Vm.sol";

/// @dev Calls as somebody, and what they are refused with.
abstract contract Calls {
    /// @dev The call goes through.
    function _does(address caller, address target, bytes memory data) internal {
        vm.prank(caller);
        (bool ok, ) = target.call(data);
        require(ok, "refused");
    }

    /// @dev The call is refused with exactly this error and these arguments.
    function _refuses(address caller, address target, bytes memory data, bytes memory expected) internal {
        _refuses(caller, target, 0, data, expected);
    }

    /// @dev The same with ETH.
    function _refuses(address caller, address target, uint256 value, bytes memory data, bytes memory expected) internal {
        vm.prank(caller);
        (bool ok, bytes memory answer) = target.call{value: value}(data);
        require(!ok, "not refused");
        require(keccak256(answer) == keccak256(expected), "refused for another reason");
    }

    /// @dev A voucher for a badge, signed with `key` for the contract `target` on `chain`.
    function _voucher(
        uint256 key,
        address target,
        uint256 chain,
        address to,
        uint256 id,
        uint256 deadline
    ) internal pure returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("ClubBadges"),
                keccak256("1"),
                chain,
                target
            )
        );
        bytes32 claim = keccak256(abi.encode(keccak256("Claim(address to,uint256 id,uint256 deadline)"), to, id, deadline));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, claim)));
        return abi.encodePacked(r, s, v);
    }
}
