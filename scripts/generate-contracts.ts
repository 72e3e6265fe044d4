import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { readArtifact } from "./deployment/artifacts";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const TARGET = path.join(ROOT, "lib/generated/contracts.ts");
const DESCRIPTOR = path.join(ROOT, "contracts/clear-signing/club-membership.json");
const descriptorFile = z.looseObject({ context: z.looseObject({ contract: z.object({ abi: z.array(z.looseObject({ name: z.string() })), deployments: z.array(z.unknown()) }) }) });
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const deploymentFile = z.object({ chainId: z.number().int(), membership: z.object({ address }), badges: z.object({ address }) });

/** Addresses on public chains, by chain id, from `deployments/<chainId>.json`. */
function readAddresses(): Record<string, { membership: string; badges: string }> {
  const folder = path.join(ROOT, "deployments");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.json$/.test(name)) : [];
  const found = files.map((name) => deploymentFile.parse(JSON.parse(readFileSync(path.join(folder, name), "utf8"))));
  return Object.fromEntries(
    found.sort((a, b) => a.chainId - b.chainId).map(({ chainId, membership, badges }) => [chainId, { membership: membership.address, badges: badges.address }]),
  );
}

/** The whole text of lib/generated/contracts.ts, from the artifacts of the last build. */
export function renderContracts(): string {
  const abi = (name: "ClubMembership" | "ClubBadges") => JSON.stringify(readArtifact(name).abi, null, 2);
  return `// Written by scripts/generate-contracts.ts from the compiled contracts. Do not edit.
import type { Address } from "viem";

export const clubMembershipAbi = ${abi("ClubMembership")} as const;

export const clubBadgesAbi = ${abi("ClubBadges")} as const;

/** Where the contracts are on public chains, by chain id. The local chain's addresses are a run-time fact. */
export const CONTRACT_ADDRESSES: Readonly<Record<number, { membership: Address; badges: Address }>> = ${JSON.stringify(readAddresses(), null, 2)};
`;
}

/** The clear-signing descriptor with the contract's own ABI and the addresses of the deployment files. */
function renderClearSigning(): string {
  const descriptor = descriptorFile.parse(JSON.parse(readFileSync(DESCRIPTOR, "utf8")));
  const { contract } = descriptor.context;
  const functions = readArtifact("ClubMembership").abi.filter((item) => item.type === "function");
  contract.abi = contract.abi.map(({ name }) => functions.find((item) => item.name === name) ?? { name });
  contract.deployments = Object.entries(readAddresses()).map(([chainId, { membership }]) => ({ chainId: Number(chainId), address: membership }));
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { default: hre } = await import("hardhat");
  await hre.tasks.getTask("build").run({ quiet: true });
  mkdirSync(path.dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, renderContracts());
  writeFileSync(DESCRIPTOR, renderClearSigning());
  console.log(`Wrote ${path.relative(ROOT, TARGET)} and ${path.relative(ROOT, DESCRIPTOR)}`);
}
