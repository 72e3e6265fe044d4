// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title The smallest contract wallet, for tests
/// @notice Vouches for what its owner's key signed (ERC-1271), until the owner changes.
contract Erc1271Wallet {
    /// @notice Whose signatures count.
    address public owner;

    /// @dev Only the owner hands the wallet over.
    error Erc1271WalletNotOwner(address caller);

    /// @param owner_ Whose signatures count.
    constructor(address owner_) {
        owner = owner_;
    }

    /// @notice Hands the wallet over. Owner only.
    /// @param owner_ Whose signatures count from now on.
    function setOwner(address owner_) external {
        if (msg.sender != owner) revert Erc1271WalletNotOwner(msg.sender);
        owner = owner_;
    }

    /// @notice ERC-1271: whether `signature` is the owner's.
    /// @param hash What was signed.
    /// @param signature 65 bytes.
    /// @return The agreed value when it is.
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(hash, signature);
        return fault == ECDSA.RecoverError.NoError && signer == owner ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @title Makes wallets at addresses that are known before they exist, for tests
contract Erc1271WalletFactory {
    /// @notice Where the wallet of `owner` is or will be.
    /// @param owner Whose signatures will count.
    /// @return The address.
    function addressOf(address owner) external view returns (address) {
        bytes32 code = keccak256(abi.encodePacked(type(Erc1271Wallet).creationCode, abi.encode(owner)));
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), bytes32(0), code)))));
    }

    /// @notice Deploys the wallet of `owner`.
    /// @param owner Whose signatures will count.
    function create(address owner) external {
        new Erc1271Wallet{salt: bytes32(0)}(owner);
    }
}
