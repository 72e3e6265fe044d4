// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

/// @title How fast a minter may award
/// @notice A refilling bucket per minter: bounds what a stolen minter key can do before it is revoked.
/// @dev The two settings are placed to share a slot with what an award reads anyway. A minter's bucket is one word:
/// high 128 bits what is used, bit 64 whether the minter holds its role, low 64 bits the time of its last award. The
/// role bit lets an award read one slot for both the right and the rate.
abstract contract MintRate {
    /// @dev Awards are counted in fractions, so that frequent small awards do not lose their refill to rounding.
    uint256 private constant SCALE = 1e12;
    uint256 private constant OPEN = 1 << 64;

    uint32 private _capacity;
    uint32 private _window;
    mapping(address minter => uint256) private _buckets;

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

    /// @notice Awards the bucket of `minter` still holds now, whether or not it has the role.
    /// @param minter The wallet.
    /// @return The number.
    function mintAllowance(address minter) external view returns (uint256) {
        (uint256 free, ) = _free(_buckets[minter]);
        return free / SCALE;
    }

    function _setRate(uint32 capacity, uint32 window) internal {
        _capacity = capacity;
        _window = window;
        emit MintRateSet(capacity, window);
    }

    /// @dev Follows MINTER_ROLE. What was used is never forgiven, and a new minter's first award finds its slot written.
    function _setOpen(address minter, bool open) internal {
        uint256 bucket = _buckets[minter] & ~OPEN;
        _buckets[minter] = open ? bucket | OPEN : bucket;
    }

    /// @dev Takes `amount` awards out of the bucket of `minter`, who must hold MINTER_ROLE.
    function _consumeRate(address minter, uint256 amount) internal {
        uint256 bucket = _buckets[minter];
        if (bucket & OPEN == 0) _revertNotMinter(minter);
        (uint256 free, uint256 limit) = _free(bucket);
        unchecked {
            // Far below 2^128: the amount is at most a batch, the capacity has 32 bits and the scale 40.
            uint256 taken = amount * SCALE;
            if (taken > free) _revertRateLimited(minter, free / SCALE, amount);
            _buckets[minter] = ((limit - free + taken) << 128) | OPEN | block.timestamp;
        }
    }

    /// @dev In fractions: what is left of the capacity after the refill since the last award. Zero, never less, when
    /// the capacity was lowered below what is used.
    function _free(uint256 bucket) private view returns (uint256 free, uint256 limit) {
        unchecked {
            // Time has 64 bits and the scaled capacity 72; the window is never zero.
            limit = _capacity * SCALE;
            uint256 used = bucket >> 128;
            uint256 refilled = ((block.timestamp - uint64(bucket)) * limit) / _window;
            if (refilled >= used) return (limit, limit);
            used -= refilled;
            if (used < limit) free = limit - used;
        }
    }

    function _revertNotMinter(address account) internal pure virtual;
    function _revertRateLimited(address minter, uint256 available, uint256 requested) internal pure virtual;
}
