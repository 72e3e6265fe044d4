// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title How fast a minter may award
/// @notice A refilling bucket per minter: bounds what a stolen minter key can do before it is revoked.
/// @dev The two settings are placed to share a slot with what an award reads anyway; one more slot per minter.
abstract contract MintRate {
    struct Bucket {
        uint128 used;
        uint64 since;
    }

    /// @dev Awards are counted in fractions, so that frequent small awards do not lose their refill to rounding.
    uint256 private constant SCALE = 1e12;

    uint32 private _capacity;
    uint32 private _window;
    mapping(address minter => Bucket) private _buckets;

    /// @notice Each minter may award `capacity` at once, refilled evenly over `window` seconds.
    event MintRateSet(uint256 capacity, uint256 window);

    constructor(uint32 capacity, uint32 window) {
        _setRate(capacity, window);
    }

    /// @notice The limit on awards per minter.
    /// @return capacity Awards at once.
    /// @return window Seconds in which an empty bucket fills up.
    function mintRate() external view returns (uint256 capacity, uint256 window) {
        return (_capacity, _window);
    }

    /// @notice Awards `minter` may still make now.
    /// @param minter The wallet.
    /// @return The number.
    function mintAllowance(address minter) external view returns (uint256) {
        return _free(minter) / SCALE;
    }

    function _setRate(uint32 capacity, uint32 window) internal {
        _capacity = capacity;
        _window = window;
        emit MintRateSet(capacity, window);
    }

    /// @dev Writes a new minter's slot, so that its first award does not pay for it. Never forgives what was used.
    function _openRate(address minter) internal {
        Bucket storage bucket = _buckets[minter];
        if (bucket.since == 0) bucket.since = uint64(block.timestamp);
    }

    function _consumeRate(address minter, uint256 amount) internal {
        uint256 free = _free(minter);
        unchecked {
            // All operands are far below 2^128: amount is at most a batch, the capacity 32 bits, the scale 40.
            if (amount * SCALE > free) _revertRateLimited(minter, free / SCALE, amount);
            _buckets[minter] = Bucket(uint128(_capacity * SCALE - free + amount * SCALE), uint64(block.timestamp));
        }
    }

    /// @dev In fractions: what is left of the capacity after the refill since the last award.
    function _free(address minter) private view returns (uint256) {
        Bucket storage bucket = _buckets[minter];
        unchecked {
            // Time is 64 bits and the scaled capacity 72; the window is never zero.
            uint256 limit = _capacity * SCALE;
            uint256 refilled = ((block.timestamp - bucket.since) * limit) / _window;
            return Math.saturatingSub(limit, Math.saturatingSub(bucket.used, refilled));
        }
    }

    function _revertRateLimited(address minter, uint256 available, uint256 requested) internal pure virtual;
}
