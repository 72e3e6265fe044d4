import path from "node:path";
import { parseArgs } from "node:util";
import { createPublicClient, http } from "viem";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { findChain } from "./deployment/deploy-config";
import { checkDeployment, readDeployment } from "./deployment/deployment-file";

const LOCAL_CHAIN_ID = 31337;

/** `npm run roles -- --network sepolia`: who holds what on both contracts, read from the chain. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { network: { type: "string", default: String(LOCAL_CHAIN_ID) }, folder: { type: "string" } } });
  const chain = findChain(values.network);
  const folder = path.resolve(values.folder ?? (chain.id === LOCAL_CHAIN_ID ? ".club/deployments" : "deployments"));
  const deployment = readDeployment(folder, chain.id);
  if (!deployment) throw new Error(`There is no deployment for ${chain.name} (looked for ${path.join(path.relative(process.cwd(), folder), `${chain.id}.json`)}).`);
  const reader = createPublicClient({ transport: http(process.env.RPC_URL ?? chain.rpcUrls.default.http[0], { timeout: 15_000 }) });
  await checkDeployment(reader, deployment);
  const membership = { abi: clubMembershipAbi, address: deployment.membership.address } as const;
  const badges = { abi: clubBadgesAbi, address: deployment.badges.address } as const;
  for (const [title, contract] of [["ClubMembership", membership], ["ClubBadges", { ...badges, abi: clubMembershipAbi }]] as const) {
    const [owner, [pending, schedule], delay, paused] = await Promise.all([
      reader.readContract({ ...contract, functionName: "owner" }),
      reader.readContract({ ...contract, functionName: "pendingDefaultAdmin" }),
      reader.readContract({ ...contract, functionName: "defaultAdminDelay" }),
      reader.readContract({ ...contract, functionName: "paused" }),
    ]);
    console.log(`${title} ${contract.address}${paused ? " (paused)" : ""}\n  owner     ${owner} (delay ${delay} s)`);
    if (schedule !== 0) console.log(`  next      ${pending}, may accept after ${new Date(schedule * 1000).toISOString()}`);
  }
  const [admins, treasury, minters, asks] = await Promise.all([
    reader.readContract({ ...membership, functionName: "admins" }),
    reader.readContract({ ...membership, functionName: "treasury" }),
    reader.readContract({ ...badges, functionName: "MINTER_ROLE" }).then((role) => reader.readContract({ ...badges, functionName: "getRoleMembers", args: [role] })),
    reader.readContract({ ...badges, functionName: "membership" }),
  ]);
  console.log(`admins      ${admins.join(", ") || "none besides the owner"} (ClubBadges asks ${asks})`);
  console.log(`minters     ${minters.join(", ") || "none"}`);
  console.log(`treasury    ${treasury}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
