// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";

/// @dev A smart wallet that makes the calls it is told to make.
contract Wallet {
    error CallFailed(bytes reason);

    receive() external payable {}

    function execute(address target, uint256 value, bytes calldata data) external returns (bytes memory) {
        (bool ok, bytes memory answer) = target.call{value: value}(data);
        if (!ok) revert CallFailed(answer);
        return answer;
    }
}

/// @dev A smart wallet that can not be paid.
contract StubbornWallet {
    function execute(address target, uint256 value, bytes calldata data) external payable {
        (bool ok, bytes memory answer) = target.call{value: value}(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    receive() external payable {
        revert("no money, thank you");
    }
}

abstract contract Declares {
    function supportsInterface(bytes4 id) external view virtual returns (bool) {
        return id == type(IERC1155Receiver).interfaceId;
    }
}

/// @dev Declares the hook and accepts; remembers what it was told and what it held at that moment, in one slot.
contract AcceptingReceiver is Declares {
    bytes32 public asked;

    function onERC1155Received(
        address operator,
        address from,
        uint256 id,
        uint256 value,
        bytes calldata
    ) external returns (bytes4) {
        asked = keccak256(abi.encode(operator, from, id, value, IERC1155(msg.sender).balanceOf(address(this), id)));
        return this.onERC1155Received.selector;
    }
}

/// @dev Declares the hook and reverts in it.
contract RefusingReceiver is Declares {
    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        revert("no");
    }
}

/// @dev Declares the hook and answers the wrong value.
contract WrongAnswerReceiver is Declares {
    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return 0xdeadbeef;
    }
}

/// @dev Declares the hook and answers less than a word.
contract ShortAnswerReceiver is Declares {
    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure {
        bytes4 magic = IERC1155Receiver.onERC1155Received.selector;
        assembly {
            mstore(0, magic)
            return(0, 4)
        }
    }
}

/// @dev Declares the hook and burns all gas in it.
contract GasEatingReceiver is Declares {
    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        for (uint256 i = 0; ; ++i) {}
        return 0;
    }
}

/// @dev Declares the hook after eating most of the probe's gas, then burns all gas in the hook: the worst case.
contract WorstReceiver {
    function supportsInterface(bytes4) external view returns (bool) {
        while (gasleft() > 1_500) {}
        return true;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        for (uint256 i = 0; ; ++i) {}
        return 0;
    }
}

/// @dev Loops on whatever it is asked.
contract LoopingReceiver {
    fallback() external {
        for (uint256 i = 0; ; ++i) {}
    }
}

/// @dev Answers everything with a megabyte.
contract BombReceiver {
    fallback() external {
        assembly {
            return(0, 1000000)
        }
    }
}

/// @dev Has code, declares nothing and knows no hook.
contract Hookless {
    function ping() external pure returns (bool) {
        return true;
    }
}

/// @dev A smart wallet that answers ERC-165, and says there that it has no hook.
contract FrankWallet {
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7;
    }
}

/// @dev Refuses every question with the word that would mean yes.
contract ConfusedWallet {
    fallback() external {
        assembly {
            mstore(0, 1)
            revert(0, 0x20)
        }
    }
}

/// @dev Declares the hook and uses it to call back: `data` to `target`, with `value` of its own money.
contract ReentrantReceiver is Declares {
    address private _target;
    bytes private _data;
    uint256 private _value;
    bool private _onMoney;
    bool private _swallow;
    bytes public lastError;
    bool public reentered;

    error CallFailed(bytes reason);

    function arm(address target, uint256 value, bytes calldata data, bool onMoney, bool swallow) external {
        (_target, _value, _data, _onMoney, _swallow) = (target, value, data, onMoney, swallow);
    }

    function execute(address target, uint256 value, bytes calldata data) external {
        (bool ok, bytes memory answer) = target.call{value: value}(data);
        if (!ok) revert CallFailed(answer);
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        if (!_onMoney) _again();
        return this.onERC1155Received.selector;
    }

    receive() external payable {
        if (_onMoney) _again();
    }

    function _again() private {
        (bool ok, bytes memory answer) = _target.call{value: _value}(_data);
        reentered = ok;
        if (!ok && !_swallow) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }
}

/// @dev An ERC-1271 signer: good for every digest signed by its owner key's own record.
contract ContractSigner {
    mapping(bytes32 digest => bool) public approved;

    function approve(bytes32 digest) external {
        approved[digest] = true;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return approved[digest] ? bytes4(0x1626ba7e) : bytes4(0);
    }
}

/// @dev Sends ETH to a contract that takes none.
contract ForcedEther {
    constructor(address payable target) payable {
        selfdestruct(target);
    }
}
