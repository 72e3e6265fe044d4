// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {ClubToken} from "./ClubToken.sol";

/// @title Names and pictures
/// @notice What explorers and wallets show: name, symbol, one URI per token id and one for the contract.
/// @dev Texts are stored as given. The JSON they point to is hosted, never built here, so no text can break it.
abstract contract ClubMetadata is ClubToken {
    string private _name;
    string private _symbol;
    string private _contractURI;
    mapping(uint256 id => string) private _uris;
    /// @dev One bit per defined token id. Stands last: the heirs' pause flag and small settings follow in the same
    /// slot, so that an award or a purchase reads all of them at once.
    uint128 internal _defined;

    /// @notice The ERC-7572 event: what `contractURI()` points to has changed.
    event ContractURIUpdated();

    /// @param name_ Collection name, at most 512 bytes.
    /// @param symbol_ Collection symbol, at most 512 bytes.
    /// @param contractURI_ Where the collection's JSON is (ERC-7572).
    constructor(string memory name_, string memory symbol_, string memory contractURI_) {
        _checkText(bytes(name_).length);
        _checkText(bytes(symbol_).length);
        _name = name_;
        _symbol = symbol_;
        _writeContractURI(contractURI_);
    }

    /// @notice Name of the collection.
    /// @return The name.
    function name() external view returns (string memory) {
        return _name;
    }

    /// @notice Symbol of the collection.
    /// @return The symbol.
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @notice Where the collection's metadata JSON is (ERC-7572).
    /// @return The URI.
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @notice Where the metadata JSON of token `id` is: the whole URL, without an `{id}` to replace.
    /// @param id The token id.
    /// @return The URI, empty while the id is not defined.
    function uri(uint256 id) public view override returns (string memory) {
        return _uris[id];
    }

    /// @notice Points `contractURI()` elsewhere. Owner only.
    /// @param newURI 1 to 512 bytes.
    function setContractURI(string calldata newURI) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _writeContractURI(newURI);
    }

    /// @dev First sight of an id: announces it as ERC-1155 recommends, so that indexers list it before the first mint.
    function _announce(uint256 id) internal {
        _defined |= uint128(1) << uint128(id);
        _logTransfer(msg.sender, address(0), address(0), id, 0);
        emit Locked(id);
    }

    function _writeURI(uint256 id, string calldata newURI) internal {
        _checkText(bytes(newURI).length);
        _uris[id] = newURI;
        emit URI(newURI, id);
    }

    function _writeContractURI(string memory newURI) private {
        _checkText(bytes(newURI).length);
        _contractURI = newURI;
        emit ContractURIUpdated();
    }

    /// @dev Whether bit `id` is among the low 128 bits of `word` and set there.
    function _has(uint256 word, uint256 id) internal pure returns (bool) {
        return id < MAX_IDS && (word >> id) & 1 == 1;
    }

    function _checkText(uint256 length) internal pure {
        if (length == 0 || length > MAX_TEXT) _revertBadText(length);
    }

    function _revertBadText(uint256 length) internal pure virtual;
}
