import { getAddress, type Hash, type Hex } from "viem";
import { clubMembershipAbi } from "@/lib/generated/contracts";
import { chainClients, type Deployment } from "../deployment/deploy-club";
import { localAddress } from "./environment";

const MEMBER_TIER = 1;
const YEAR_SECONDS = 365n * 24n * 3600n;

type SeedDemoWallets = { rpcUrl: string; deployment: Deployment; ownerKey: Hex };

/**
 * Gives the demo wallets what their names say: the admin their role, owner, admin and member a pass for a year. The
 * newcomer gets nothing. Reads first: a wallet that has or had a pass is left alone, as is an admin.
 */
export async function seedDemoWallets({ rpcUrl, deployment, ownerKey }: SeedDemoWallets): Promise<void> {
  const { reader, wallet } = chainClients({ rpcUrl, chainId: deployment.chainId, key: ownerKey });
  const membership = { abi: clubMembershipAbi, address: deployment.membership.address } as const;
  const done = async (hash: Hash) => {
    const { status } = await reader.waitForTransactionReceipt({ hash, timeout: 60_000 });
    if (status !== "success") throw new Error(`Transaction ${hash} of the demo owner failed.`);
  };
  const [owner, admin, member] = (["owner", "admin", "member"] as const).map((role) => getAddress(localAddress(role))) as [Hex, Hex, Hex];
  const { timestamp } = await reader.getBlock();
  const held = await Promise.all([owner, admin, member].map((account) => reader.readContract({ ...membership, functionName: "membershipOf", args: [account] })));
  const fresh = held.every(({ tier }) => tier === 0);
  // Only a club nobody has touched yet: an owner who removed the admin or a pass does not get them back at a restart.
  if (!fresh) return;
  if (!(await reader.readContract({ ...membership, functionName: "isAdmin", args: [admin] }))) await done(await wallet.writeContract({ ...membership, functionName: "addAdmin", args: [admin] }));
  await done(await wallet.writeContract({ ...membership, functionName: "grantBatch", args: [[owner, admin, member], MEMBER_TIER, timestamp + YEAR_SECONDS] }));
}
