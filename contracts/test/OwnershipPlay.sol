// SPDX-License-Identifier: MIT
pragma solidity 0.8.36;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {vm} from "./Vm.sol";

/// @dev Tries to hand the ownership over, to take it, and to lose it.
abstract contract OwnershipPlay {
    /// @dev Set when a step went through that never may: giving the ownership up, or taking it without being asked.
    bool public ownershipBroken;

    /// @dev One step of a transfer, by `step`. Answers who owns `target` afterwards by the rules.
    function _handOver(
        AccessControlDefaultAdminRules target,
        address owner,
        uint256 step,
        address candidate
    ) internal returns (address) {
        (address pending, uint48 schedule) = target.pendingDefaultAdmin();
        bytes32 role = target.DEFAULT_ADMIN_ROLE();
        step %= 5;
        vm.prank(step == 2 ? candidate : owner);
        if (step == 0) target.beginDefaultAdminTransfer(candidate);
        if (step == 1) target.cancelDefaultAdminTransfer();
        if (step == 2) {
            bool due = candidate == pending && schedule != 0 && schedule < block.timestamp;
            try target.acceptDefaultAdminTransfer() {
                if (!due) ownershipBroken = true;
                return candidate;
            } catch {
                if (due) ownershipBroken = true;
            }
        }
        if (step == 3) {
            try target.renounceRole(role, owner) {
                ownershipBroken = true;
            } catch {}
        }
        if (step == 4) {
            try target.beginDefaultAdminTransfer(address(0)) {
                ownershipBroken = true;
            } catch {}
        }
        return owner;
    }
}
