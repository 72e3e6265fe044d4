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

    /// @notice Each minter may award `capacity` at once, refilled evenly over `window` seconds. 0 and 0: no limit.
    event MintRateSet(uint256 capacity, uint256 window);

    constructor(uint32 capacity, uint32 window) {
        _setRate(capacity, window);
    }

    /// @notice The limit on awards per minter.
    /// @return capacity Awards at once, 0 for no limit.
    /// @return window Seconds in which an empty bucket fills up.
    function mintRate() external view returns (uint256 capacity, uint256 window) {
        return (_capacity, _window);
    }

    /// @notice Awards `minter` may still make now.
    /// @param minter The wallet.
    /// @return The number; the largest uint256 when there is no limit.
    function mintAllowance(address minter) external view returns (uint256) {
        return _capacity == 0 ? type(uint256).max : (_capacity * SCALE - _usedNow(minter)) / SCALE;
    }

    function _setRate(uint32 capacity, uint32 window) internal {
        _capacity = capacity;
        _window = window;
        emit MintRateSet(capacity, window);
    }

    function _openRate(address minter) internal {
        _buckets[minter] = Bucket(_buckets[minter].used, uint64(block.timestamp));
    }

    function _consumeRate(address minter, uint256 amount) internal {
        uint256 capacity = _capacity;
        if (capacity == 0) return;
        uint256 used = _usedNow(minter);
        uint256 available = (capacity * SCALE - used) / SCALE;
        if (amount > available) _revertRateLimited(minter, available, amount);
        _buckets[minter] = Bucket(uint128(used + amount * SCALE), uint64(block.timestamp));
    }

    /// @dev In fractions. Never above the capacity, also after the capacity was lowered.
    function _usedNow(address minter) private view returns (uint256) {
        Bucket memory bucket = _buckets[minter];
        uint256 limit = _capacity * SCALE;
        uint256 refilled = ((block.timestamp - bucket.since) * limit) / _window;
        return Math.min(Math.saturatingSub(bucket.used, refilled), limit);
    }

    function _revertRateLimited(address minter, uint256 available, uint256 requested) internal pure virtual;
}
