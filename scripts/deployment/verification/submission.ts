import { type Abi, type Address, encodeAbiParameters, type Hash } from "viem";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import type { Deployment } from "../deploy-club";
import { inputOf, type Sources } from "../sources-file";

/** One contract as a verifier wants it. */
export type Submission = {
  chainId: number;
  address: Address;
  txHash: Hash;
  /** Source and contract: `project/contracts/ClubBadges.sol:ClubBadges`. */
  identifier: string;
  /** The compiler's long version, without a leading v. */
  compiler: string;
  /** The standard JSON input. */
  input: unknown;
  /** ABI-encoded, in hex without 0x. */
  constructorArgs: string;
};

/** What a service said of a submission. */
export type Answer = { outcome: "verified" | "already verified" } | { outcome: "failed"; reason: string };

const REQUEST_TIMEOUT_MS = 30_000;

function encodeArgs(abi: Abi, args: readonly unknown[]): string {
  const constructor = abi.find((item) => item.type === "constructor");
  return encodeAbiParameters(constructor?.inputs ?? [], args).slice(2);
}

/** Both contracts of a deployment, ready to be sent. */
export function makeSubmissions(deployment: Deployment, sources: Sources): Submission[] {
  const parts = [["ClubMembership", "membership", clubMembershipAbi], ["ClubBadges", "badges", clubBadgesAbi]] as const;
  return parts.map(([contract, key, abi]) => {
    const { sourceName, version, input } = inputOf(sources, contract);
    const { address, txHash } = deployment[key];
    return { chainId: deployment.chainId, address, txHash, identifier: `${sourceName}:${contract}`, compiler: version, input, constructorArgs: encodeArgs(abi, deployment.constructorArgs[key]) };
  });
}

/** Asks a service. Throws with one sentence when it can not be reached or answers no JSON. */
export async function askService(url: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  } catch (cause) {
    throw new Error(`${host} can not be reached: check the network of this machine and run the same command again.`, { cause });
  }
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch (cause) {
    throw new Error(`${host} answered ${response.status} without JSON: it may be down; try again later.`, { cause });
  }
}

/** Asks `check` until it has an answer: at most `times`, `waitMs` apart. */
export async function pollAnswer(check: () => Promise<Answer | undefined>, { waitMs, times = 60 }: { waitMs: number; times?: number }): Promise<Answer> {
  for (let turn = 0; turn < times; turn++) {
    const answer = await check();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return { outcome: "failed", reason: "no result yet: run the same command again in a few minutes" };
}
