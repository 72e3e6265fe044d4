import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Abi, Hex } from "viem";
import { z } from "zod";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const hex = z.string().regex(/^0x[0-9a-fA-F]*$/).transform((value) => value as Hex);
const artifactFile = z.object({
  abi: z.array(z.object({ type: z.string() }).loose()),
  bytecode: hex,
  deployedBytecode: hex,
  inputSourceName: z.string(),
  buildInfoId: z.string(),
});
const buildInfoFile = z.object({ solcLongVersion: z.string(), input: z.unknown() });

export const CLUB_CONTRACTS = ["ClubMembership", "ClubBadges"] as const;
export type ClubContract = (typeof CLUB_CONTRACTS)[number];

export type Artifact = {
  abi: Abi;
  bytecode: Hex;
  deployedBytecode: Hex;
  /** The name of the source inside the compiler input, as block explorers want it. */
  inputSourceName: string;
  buildInfoId: string;
};

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));
  } catch (cause) {
    throw new Error(`${file} is missing or broken: run "hardhat build" first.`, { cause });
  }
}

/** What the last `hardhat build` made of one of the club's contracts. */
export function readArtifact(contract: ClubContract): Artifact {
  const artifact = artifactFile.parse(readJson(`artifacts/contracts/${contract}.sol/${contract}.json`));
  return { ...artifact, abi: artifact.abi as unknown as Abi };
}

/** The compiler's version and its whole standard JSON input: enough to verify the source anywhere. */
export function readCompilerInput(buildInfoId: string): { version: string; input: unknown } {
  const { solcLongVersion, input } = buildInfoFile.parse(readJson(`artifacts/build-info/${buildInfoId}.json`));
  return { version: solcLongVersion, input };
}

/** The commit being deployed, with `-dirty` when the tree differs from it; `unknown` outside a repository. */
export function readCommit(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 10_000 }).trim();
  try {
    const dirty = git("status", "--porcelain", "--", "contracts", "hardhat.config.ts") !== "";
    return git("rev-parse", "HEAD") + (dirty ? "-dirty" : "");
  } catch {
    return "unknown";
  }
}
