import { network } from "hardhat";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { readArtifact } from "./artifacts";
import { constructorArgs } from "./deploy-club";

/** The gas of both deployments, measured on an in-process chain with the very bytecode and arguments to be sent. */
export async function measureDeployment(config: Parameters<typeof constructorArgs>[0]): Promise<{ membership: bigint; badges: bigint }> {
  const connection = await network.create();
  try {
    const [wallet] = await connection.viem.getWalletClients();
    const reader = await connection.viem.getPublicClient();
    if (!wallet) throw new Error("The simulated network has no account.");
    const args = constructorArgs(config);
    const first = await wallet.deployContract({ abi: clubMembershipAbi, bytecode: readArtifact("ClubMembership").bytecode, args: args.membership });
    const membership = await reader.getTransactionReceipt({ hash: first });
    if (!membership.contractAddress) throw new Error("The simulated deployment of ClubMembership failed.");
    const second = await wallet.deployContract({ abi: clubBadgesAbi, bytecode: readArtifact("ClubBadges").bytecode, args: args.badges(membership.contractAddress) });
    const badges = await reader.getTransactionReceipt({ hash: second });
    return { membership: membership.gasUsed, badges: badges.gasUsed };
  } finally {
    await connection.close();
  }
}
