import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { keccak256, type PublicClient } from "viem";
import { z } from "zod";
import type { Deployment } from "./deploy-club";

const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);
const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{64}$/)]);
const contract = z.object({ address, block: z.number().int(), blockHash: hash, txHash: hash, codeHash: hash });
const args = z.array(z.union([z.string(), z.number()]));
const deploymentFile = z.object({
  chainId: z.number().int(),
  membership: contract,
  badges: contract,
  constructorArgs: z.object({ membership: args, badges: args }),
  solcInputHash: hash,
  commit: z.string(),
});

const fileOf = (folder: string, chainId: number) => path.join(folder, `${chainId}.json`);

/** The deployment noted for a chain, or undefined when there is none. Throws when the file is broken. */
export function readDeployment(folder: string, chainId: number): Deployment | undefined {
  const file = fileOf(folder, chainId);
  if (!existsSync(file)) return undefined;
  return deploymentFile.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Writes JSON whole or not at all, with its folder. Returns the file's path. */
export function writeWhole(file: string, value: unknown): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return file;
}

/** Notes a deployment, whole or not at all. Returns the file's path. */
export const writeDeployment = (folder: string, deployment: Deployment): string => writeWhole(fileOf(folder, deployment.chainId), deployment);

/** Throws unless the chain holds exactly the code that the deployment names. */
export async function checkDeployment(reader: PublicClient, deployment: Deployment): Promise<void> {
  for (const name of ["membership", "badges"] as const) {
    const { address: at, codeHash } = deployment[name];
    const code = await reader.getCode({ address: at });
    if (!code) throw new Error(`There is no code at ${at}, where the ${name} contract should be: is this the same chain?`);
    if (keccak256(code) !== codeHash) throw new Error(`The code at ${at} is not that of the ${name} contract in the deployment file.`);
  }
}
