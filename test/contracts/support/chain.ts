import { network } from "hardhat";

/** One in-process chain for each test file: Vitest loads this module anew for each of them. */
export const { viem, networkHelpers } = await network.create();
export const { time, loadFixture } = networkHelpers;
export const reader = await viem.getPublicClient();

export type Wallet = Awaited<ReturnType<typeof viem.getWalletClients>>[number];
export const as = (wallet: Wallet) => ({ account: wallet.account });
export const addressOf = (wallet: Wallet) => wallet.account.address;

/** The chain's present time in unix seconds. */
export const now = async () => BigInt(await time.latest());
/** Makes the next block's time exactly `timestamp`: for rules that change between one second and the next. */
export const at = (timestamp: bigint) => time.setNextBlockTimestamp(timestamp);
