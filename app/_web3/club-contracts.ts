import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import type { WalletSettings } from "./wallet-settings";

/** The contract of passes and money. */
export const membershipContract = ({ membership }: Pick<WalletSettings, "membership">) => ({ abi: clubMembershipAbi, address: membership }) as const;

/** The contract of badges. */
export const badgesContract = ({ badges }: Pick<WalletSettings, "badges">) => ({ abi: clubBadgesAbi, address: badges }) as const;
