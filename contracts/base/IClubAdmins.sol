// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

/// @title Who runs the club
/// @notice The one list of club admins, kept by ClubMembership and asked by ClubBadges.
interface IClubAdmins {
    /// @notice Whether `account` may act as an admin: it holds ADMIN_ROLE or is the owner.
    /// @param account The wallet asked about.
    /// @return True for admins and for the owner.
    function isAdmin(address account) external view returns (bool);

    /// @notice Wallets that hold ADMIN_ROLE. The owner is an admin without being listed.
    /// @return The wallets, in no particular order.
    function admins() external view returns (address[] memory);
}
