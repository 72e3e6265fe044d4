// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC1155 as SoladyERC1155} from "solady/src/tokens/ERC1155.sol";
import {Ownable as SoladyOwnable} from "solady/src/auth/Ownable.sol";

/// @dev What the badges are measured against: the same batch award on plain OpenZeppelin.
contract OpenZeppelinBadges is ERC1155, Ownable {
    struct Award {
        address to;
        uint16 id;
    }

    constructor() ERC1155("") Ownable(msg.sender) {}

    function awardBatch(Award[] calldata items) external onlyOwner {
        for (uint256 i = 0; i < items.length; ++i) _mint(items[i].to, items[i].id, 1, "");
    }
}

/// @dev The same on solady.
contract SoladyBadges is SoladyERC1155, SoladyOwnable {
    struct Award {
        address to;
        uint16 id;
    }

    constructor() {
        _initializeOwner(msg.sender);
    }

    function uri(uint256) public pure override returns (string memory) {
        return "";
    }

    function awardBatch(Award[] calldata items) external onlyOwner {
        for (uint256 i = 0; i < items.length; ++i) _mint(items[i].to, items[i].id, 1, "");
    }
}
