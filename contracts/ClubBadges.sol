// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ClubMetadata} from "./base/ClubMetadata.sol";
import {ClubToken} from "./base/ClubToken.sol";
import {IClubAdmins} from "./base/IClubAdmins.sol";
import {MintRate} from "./base/MintRate.sol";
import {ReceiverHook} from "./base/ReceiverHook.sol";

/// @title Club badges
/// @notice Soulbound ERC-1155 badges, awarded by the club the moment they are earned. At most one of each per account.
/// @dev One storage word per account: the low 128 bits are the badges held, the high 128 bits those renounced or
/// revoked, which can not be awarded again. A bit is never set in both halves.
contract ClubBadges is EIP712, ClubMetadata, Pausable, MintRate {
    /// @notice One award: badge `id` for `to`.
    struct Award {
        address to;
        uint16 id;
    }

    /// @notice Why an award was passed over.
    enum SkipReason {
        Held,
        Blocked,
        ZeroAddress,
        Refused
    }

    /// @notice May award badges and sign vouchers. Held by the club's server.
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    /// @dev Most wallets that may hold MINTER_ROLE.
    uint256 private constant MAX_MINTERS = 8;

    /// @notice The club contract that knows the admins.
    IClubAdmins public immutable membership;

    bytes32 private constant CLAIM_TYPEHASH = keccak256("Claim(address to,uint256 id,uint256 deadline)");
    uint256 private constant HELD_MASK = type(uint128).max;

    mapping(address account => uint256) private _words;
    mapping(uint256 id => bytes32) private _contentHashes;
    uint128 private _frozen;

    /// @notice Badge `id` exists and has this metadata from now on; `contentHash` is the keccak256 of the JSON, or
    /// zero. Emitted by the definition and by each change until the badge is frozen.
    event BadgeDefined(uint256 indexed id, string uri, bytes32 contentHash);
    /// @notice The metadata of badge `id` can never change again.
    event BadgeFrozen(uint256 indexed id);
    /// @notice An award was passed over; the rest of the batch went on.
    event AwardSkipped(address indexed to, uint256 indexed id, SkipReason reason);
    /// @notice An admin took badge `id` from `account`.
    event Revoked(address indexed account, uint256 indexed id, address indexed by, string reason);
    /// @notice The holder gave badge `id` up.
    event Renounced(address indexed account, uint256 indexed id);
    /// @notice Badge `id` may be awarded to `account` again.
    event Unblocked(address indexed account, uint256 indexed id, address indexed by);
    /// @notice The badges of a lost wallet `from` were issued again to `to`.
    event Reissued(address indexed from, address indexed to, uint256 badges);

    error ClubBadgesSoulbound();
    error ClubBadgesZeroAddress();
    error ClubBadgesTextLength(uint256 length);
    error ClubBadgesInvalidId(uint256 id);
    error ClubBadgesUndefinedBadge(uint256 id);
    error ClubBadgesAlreadyDefined(uint256 id);
    error ClubBadgesFrozen(uint256 id);
    error ClubBadgesEmptyBatch();
    error ClubBadgesBatchTooLarge(uint256 size, uint256 max);
    error ClubBadgesRateLimited(address minter, uint256 available, uint256 requested);
    error ClubBadgesInvalidRate(uint256 capacity, uint256 window);
    error ClubBadgesTooManyMinters(uint256 max);
    error ClubBadgesUnauthorizedAdmin(address account);
    error ClubBadgesVoucherExpired(uint256 deadline);
    error ClubBadgesInvalidVoucher();
    error ClubBadgesAlreadyHeld(address account, uint256 id);
    error ClubBadgesBlocked(address account, uint256 id);
    error ClubBadgesNotHeld(address account, uint256 id);
    error ClubBadgesNotBlocked(address account, uint256 id);
    error ClubBadgesNothingToReissue(address account);
    error ClubBadgesSameAccount(address account);
    error ClubBadgesOnlySelf(address caller);
    error ClubBadgesInsufficientGas(uint256 left, uint256 needed);

    modifier onlyAdmin() {
        _checkAdmin();
        _;
    }

    /// @param name_ Collection name shown by explorers.
    /// @param symbol_ Collection symbol.
    /// @param contractURI_ Where the collection's JSON is.
    /// @param owner_ Holds the ownership; the deployer keeps no role.
    /// @param adminDelay Seconds between announcing and accepting a new owner.
    /// @param membership_ The ClubMembership contract, asked who is an admin.
    /// @param minter First holder of MINTER_ROLE.
    constructor(
        string memory name_,
        string memory symbol_,
        string memory contractURI_,
        address owner_,
        uint48 adminDelay,
        IClubAdmins membership_,
        address minter
    )
        EIP712("ClubBadges", "1")
        ClubToken(adminDelay, owner_)
        ClubMetadata(name_, symbol_, contractURI_)
        MintRate(1000, 1 hours)
    {
        if (address(membership_).code.length == 0) revert ClubBadgesZeroAddress();
        membership = membership_;
        _grantRole(MINTER_ROLE, minter);
    }

    // ---------------------------------------------------------------- awards

    /// @notice Awards up to MAX_BATCH badges. Items already held, blocked, for the zero address or refused by their
    /// receiver are skipped and logged as AwardSkipped; the others are minted. Minter only.
    /// @dev Reverts for an undefined id, an empty or too long batch, when paused, and above the minter's rate. Each
    /// item counts against the rate, skipped or not.
    /// @param items Who gets what.
    function awardBatch(Award[] calldata items) external whenNotPaused {
        uint256 size = items.length;
        if (size == 0) revert ClubBadgesEmptyBatch();
        if (size > MAX_BATCH) revert ClubBadgesBatchTooLarge(size, MAX_BATCH);
        _consumeRate(msg.sender, size);
        uint256 definedIds = _defined;
        for (uint256 i = 0; i < size; ++i) {
            Award calldata item = items[i];
            address to = item.to;
            uint256 id = item.id;
            _checkAmong(definedIds, id);
            uint256 word = _words[to];
            uint256 bits = word >> id; // bit 0: held, bit 128: blocked
            SkipReason reason;
            if (to == address(0)) reason = SkipReason.ZeroAddress;
            else if (bits & 1 != 0) reason = SkipReason.Held;
            else if ((bits >> 128) & 1 != 0) reason = SkipReason.Blocked;
            else if (_mintTo(to, id, word)) continue;
            else reason = SkipReason.Refused;
            emit AwardSkipped(to, id, reason);
        }
    }

    /// @notice Mints badge `id` to `to` with a voucher signed by a minter; anyone may send it and pay for it.
    /// @dev Reverts when paused, after `deadline`, for an undefined, held or blocked badge, a signature of anyone but
    /// a current minter, a receiver that refuses, or above the signer's rate. EIP-712 type:
    /// `Claim(address to,uint256 id,uint256 deadline)`, domain "ClubBadges" version "1".
    /// @param to Who gets the badge.
    /// @param id The badge.
    /// @param deadline Last second at which the voucher is good, unix time.
    /// @param signature 65-byte signature of a minter, or the ERC-1271 signature of a minter that is a contract.
    function claim(address to, uint256 id, uint256 deadline, bytes calldata signature) external whenNotPaused {
        if (block.timestamp > deadline) revert ClubBadgesVoucherExpired(deadline);
        _checkDefined(id);
        if (to == address(0)) revert ClubBadgesZeroAddress();
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(CLAIM_TYPEHASH, to, id, deadline)));
        _consumeRate(_signerOf(digest, signature), 1);
        uint256 word = _words[to];
        if (_has(word, id)) revert ClubBadgesAlreadyHeld(to, id);
        if (_has(word >> 128, id)) revert ClubBadgesBlocked(to, id);
        if (!_mintTo(to, id, word)) revert ERC1155InvalidReceiver(to);
    }

    /// @notice Gives the caller's badge `id` up for good: it can only be awarded again after an admin unblocks it.
    /// @param id The badge. Reverts when the caller does not hold it. Works while paused.
    function renounce(uint256 id) external {
        _takeAndBlock(msg.sender, id);
        emit Renounced(msg.sender, id);
    }

    /// @notice Takes badge `id` from `account` and blocks it from being awarded again. Admin only.
    /// @param account The holder.
    /// @param id The badge.
    /// @param reason 1 to 512 bytes, logged.
    function revoke(address account, uint256 id, string calldata reason) external onlyAdmin {
        _checkText(bytes(reason).length);
        _takeAndBlock(account, id);
        emit Revoked(account, id, msg.sender, reason);
    }

    /// @notice Lets badge `id` be awarded to `account` again after it was renounced or revoked. Admin only.
    /// @param account The wallet.
    /// @param id The badge.
    function unblock(address account, uint256 id) external onlyAdmin {
        uint256 word = _words[account];
        if (!_has(word >> 128, id)) revert ClubBadgesNotBlocked(account, id);
        _words[account] = word ^ (uint256(1) << 128 << id);
        emit Unblocked(account, id, msg.sender);
    }

    /// @notice Issues the badges of a lost wallet again to `to`: burns them there and mints them here. What the
    /// old wallet renounced or lost is blocked on the new one too, unless it holds it already. Owner only.
    /// @param from The lost wallet; must hold at least one badge.
    /// @param to The member's new wallet, not zero and not `from`.
    function reissue(address from, address to) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (to == address(0)) revert ClubBadgesZeroAddress();
        if (from == to) revert ClubBadgesSameAccount(to);
        uint256 old = _words[from];
        uint256 target = _words[to];
        uint256 held = old & HELD_MASK;
        if (held == 0) revert ClubBadgesNothingToReissue(from);
        uint256 minted = held & ~target & ~(target >> 128);
        _words[from] = old ^ held;
        // What `to` already holds stays; what `from` may not have again, `to` may not have either.
        _words[to] = target | minted | ((old >> 128) & ~target & HELD_MASK) << 128;
        emit Reissued(from, to, minted);
        bool ask = to.code.length != 0 && ReceiverHook.declared(to);
        for (uint256 id = 0; id < MAX_IDS; ++id) {
            if (_has(held, id)) _logTransfer(msg.sender, from, address(0), id, 1);
            if (!_has(minted, id)) continue;
            _logTransfer(msg.sender, address(0), to, id, 1);
            if (ask && !ReceiverHook.accepted(msg.sender, to, id)) revert ERC1155InvalidReceiver(to);
        }
    }

    /// @notice Not for use: the contract calls itself here so that a refused award leaves no trace.
    /// @param operator The minter, or the sender of a voucher.
    /// @param to The receiver.
    /// @param id The badge.
    /// @param word The receiver's storage word before the award.
    function mintAsking(address operator, address to, uint256 id, uint256 word) external {
        if (msg.sender != address(this)) revert ClubBadgesOnlySelf(msg.sender);
        _write(operator, to, id, word);
        if (!ReceiverHook.accepted(operator, to, id)) revert ERC1155InvalidReceiver(to);
    }

    // ----------------------------------------------------------- definitions

    /// @notice Defines badge `id`. Owner only, once per id.
    /// @param id 0 to 127.
    /// @param badgeURI Full URL of its JSON, 1 to 512 bytes.
    /// @param contentHash keccak256 of that JSON, or zero while it is not known.
    function defineBadge(
        uint256 id,
        string calldata badgeURI,
        bytes32 contentHash
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (id >= MAX_IDS) revert ClubBadgesInvalidId(id);
        if (_has(_defined, id)) revert ClubBadgesAlreadyDefined(id);
        _announce(id);
        _writeBadge(id, badgeURI, contentHash);
    }

    /// @notice Changes where badge `id` points to and what is there. Owner only, until the badge is frozen.
    /// @param id A defined badge.
    /// @param badgeURI Full URL of its JSON, 1 to 512 bytes.
    /// @param contentHash keccak256 of that JSON, or zero.
    function setBadgeURI(
        uint256 id,
        string calldata badgeURI,
        bytes32 contentHash
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _checkChangeable(id);
        _writeBadge(id, badgeURI, contentHash);
    }

    /// @notice Makes the metadata of badge `id` final. Owner only; can not be undone.
    /// @param id A defined badge that is not frozen yet.
    function freezeBadge(uint256 id) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _checkChangeable(id);
        _frozen |= uint128(1) << uint128(id);
        emit BadgeFrozen(id);
    }

    /// @notice Sets how many badges each minter may award: `capacity` at once, refilled evenly over `window` seconds.
    /// Owner only.
    /// @param capacity MAX_BATCH or more.
    /// @param window Seconds, 1 to 30 days.
    function setMintRate(uint32 capacity, uint32 window) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (capacity < MAX_BATCH || window == 0 || window > 30 days) revert ClubBadgesInvalidRate(capacity, window);
        _setRate(capacity, window);
    }

    /// @notice Stops awards and claims. Holders can still renounce, and everything can be read. Admin only.
    function pause() external onlyAdmin {
        _pause();
    }

    /// @notice Lets awards and claims go on. Admin only.
    function unpause() external onlyAdmin {
        _unpause();
    }

    // ----------------------------------------------------------------- views

    /// @notice Badges held by `account`.
    /// @param account The wallet.
    /// @return Bit `id` is set when badge `id` is held.
    function badgesOf(address account) external view returns (uint256) {
        return _words[account] & HELD_MASK;
    }

    /// @notice Badges that `account` renounced or lost, and that can not be awarded to it.
    /// @param account The wallet.
    /// @return Bit `id` is set when badge `id` is blocked.
    function blockedOf(address account) external view returns (uint256) {
        return _words[account] >> 128;
    }

    /// @notice Metadata of badge `id`.
    /// @param id The badge.
    /// @return badgeURI Where its JSON is; empty while the badge is not defined.
    /// @return contentHash keccak256 of that JSON, or zero.
    /// @return frozen Whether both are final.
    function badge(uint256 id) external view returns (string memory badgeURI, bytes32 contentHash, bool frozen) {
        return (uri(id), _contentHashes[id], _has(_frozen, id));
    }

    /// @notice Badges that are defined.
    /// @return Bit `id` is set when badge `id` is defined.
    function definedBadges() external view returns (uint256) {
        return _defined;
    }

    /// @notice Wallets listed as admins in ClubMembership.
    /// @dev Hands the answer of ClubMembership on as it is, without taking it apart and building it again.
    /// @return The wallets.
    function admins() external view returns (address[] memory) {
        address target = address(membership);
        bytes memory data = abi.encodeCall(IClubAdmins.admins, ());
        assembly ("memory-safe") {
            let ok := staticcall(gas(), target, add(data, 0x20), mload(data), 0, 0)
            let answer := mload(0x40)
            returndatacopy(answer, 0, returndatasize())
            if ok { return(answer, returndatasize()) }
            revert(answer, returndatasize())
        }
    }

    /// @notice Whether `account` may revoke, unblock and pause here: the owner, and whoever ClubMembership calls admin.
    /// @param account The wallet.
    /// @return True for an admin.
    function isAdmin(address account) public view returns (bool) {
        return account == owner() || membership.isAdmin(account);
    }

    /// @notice 1 when `account` holds badge `id`, else 0.
    /// @param account The wallet.
    /// @param id The badge.
    /// @return The balance.
    function balanceOf(address account, uint256 id) public view override returns (uint256) {
        return _has(_words[account], id) ? 1 : 0;
    }

    // -------------------------------------------------------------- internal

    /// @dev Mints, asking a receiver that declared it wants to be asked. False when it refused: nothing happened then.
    function _mintTo(address to, uint256 id, uint256 word) private returns (bool) {
        if (to.code.length != 0) {
            if (gasleft() < ReceiverHook.SAFE_GAS) {
                revert ClubBadgesInsufficientGas(gasleft(), ReceiverHook.SAFE_GAS);
            }
            if (ReceiverHook.declared(to)) {
                try this.mintAsking(msg.sender, to, id, word) {
                    return true;
                } catch {
                    return false;
                }
            }
        }
        _write(msg.sender, to, id, word);
        return true;
    }

    function _checkAdmin() private view {
        if (!isAdmin(msg.sender)) revert ClubBadgesUnauthorizedAdmin(msg.sender);
    }

    function _write(address operator, address to, uint256 id, uint256 word) private {
        _words[to] = word | (uint256(1) << id);
        _logTransfer(operator, address(0), to, id, 1);
    }

    function _writeBadge(uint256 id, string calldata badgeURI, bytes32 contentHash) private {
        _contentHashes[id] = contentHash;
        _writeURI(id, badgeURI);
        emit BadgeDefined(id, badgeURI, contentHash);
    }

    function _takeAndBlock(address account, uint256 id) private {
        uint256 word = _words[account];
        if (!_has(word, id)) revert ClubBadgesNotHeld(account, id);
        _words[account] = word ^ (uint256(1) << id) ^ (uint256(1) << 128 << id);
        _logTransfer(msg.sender, account, address(0), id, 1);
    }

    function _checkDefined(uint256 id) private view {
        _checkAmong(_defined, id);
    }

    function _checkAmong(uint256 definedIds, uint256 id) private pure {
        if (!_has(definedIds, id)) revert ClubBadgesUndefinedBadge(id);
    }

    function _checkChangeable(uint256 id) private view {
        _checkDefined(id);
        if (_has(_frozen, id)) revert ClubBadgesFrozen(id);
    }

    /// @dev Bounded by MAX_MINTERS.
    function _signerOf(bytes32 digest, bytes calldata signature) private view returns (address) {
        uint256 count = getRoleMemberCount(MINTER_ROLE);
        for (uint256 i = 0; i < count; ++i) {
            address minter = getRoleMember(MINTER_ROLE, i);
            if (SignatureChecker.isValidSignatureNowCalldata(minter, digest, signature)) return minter;
        }
        revert ClubBadgesInvalidVoucher();
    }

    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        if (account == address(0)) revert ClubBadgesZeroAddress();
        granted = super._grantRole(role, account);
        if (role == MINTER_ROLE) {
            if (getRoleMemberCount(MINTER_ROLE) > MAX_MINTERS) revert ClubBadgesTooManyMinters(MAX_MINTERS);
            _setOpen(account, true);
        }
    }

    function _revokeRole(bytes32 role, address account) internal override returns (bool) {
        if (role == MINTER_ROLE) _setOpen(account, false);
        return super._revokeRole(role, account);
    }

    function _revertNotMinter(address account) internal pure override {
        revert AccessControlUnauthorizedAccount(account, MINTER_ROLE);
    }

    function _revertRateLimited(address minter, uint256 available, uint256 requested) internal pure override {
        revert ClubBadgesRateLimited(minter, available, requested);
    }

    function _revertSoulbound() internal pure override {
        revert ClubBadgesSoulbound();
    }

    function _revertBadText(uint256 length) internal pure override {
        revert ClubBadgesTextLength(length);
    }
}
