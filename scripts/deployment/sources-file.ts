import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Hash, keccak256, stringToHex } from "viem";
import { z } from "zod";
import { CLUB_CONTRACTS, type ClubContract, readArtifact, readCompilerInput } from "./artifacts";
import { writeWhole } from "./deployment-file";

const sourcesFile = z.object({
  contracts: z.record(z.enum(CLUB_CONTRACTS), z.object({ sourceName: z.string(), build: z.string() })),
  builds: z.record(z.string(), z.object({ version: z.string(), input: z.unknown() })),
});

/** What a verifier needs beside the address: kept beside the deployment file, so that no later build is needed. */
export type Sources = z.infer<typeof sourcesFile>;

const fileOf = (folder: string, chainId: number) => path.join(folder, `${chainId}.sources.json`);

/** The compiler inputs of the last build. Both contracts share one when they were compiled together. */
export function collectSources(): Sources {
  const contracts = Object.fromEntries(CLUB_CONTRACTS.map((contract) => {
    const { inputSourceName, buildInfoId } = readArtifact(contract);
    return [contract, { sourceName: inputSourceName, build: buildInfoId }];
  })) as Sources["contracts"];
  const builds = Object.fromEntries(Object.values(contracts).map(({ build }) => [build, readCompilerInput(build)]));
  return { contracts, builds };
}

/** Notes the sources of a deployment, whole or not at all. Returns the file's path. */
export const writeSources = (folder: string, chainId: number, sources: Sources): string => writeWhole(fileOf(folder, chainId), sources);

/** The compiler's input for a contract of a deployment. */
export function inputOf({ contracts, builds }: Sources, contract: ClubContract): { sourceName: string; version: string; input: unknown } {
  const { sourceName, build } = contracts[contract];
  const found = builds[build];
  if (!found) throw new Error(`The sources file has no input for ${contract}.`);
  return { sourceName, ...found };
}

/** keccak256 over the compiler inputs of both contracts, in a fixed order: names the exact sources and settings. */
export const hashSources = (sources: Sources): Hash => keccak256(stringToHex(JSON.stringify(CLUB_CONTRACTS.map((contract) => inputOf(sources, contract).input))));

/** The sources noted for a deployment. Throws when they are missing, broken, or of another one. */
export function readSources(folder: string, chainId: number, solcInputHash: Hash): Sources {
  const file = fileOf(folder, chainId);
  if (!existsSync(file)) throw new Error(`${path.basename(file)} is missing: it is written beside the deployment file by npm run deploy.`);
  const sources = sourcesFile.parse(JSON.parse(readFileSync(file, "utf8")));
  if (hashSources(sources) !== solcInputHash) throw new Error(`${path.basename(file)} is not of the deployment in ${chainId}.json: the hashes of the compiler inputs differ.`);
  return sources;
}
