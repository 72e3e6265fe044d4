import { z } from "zod";
import { type Answer, askService, pollAnswer, type Submission } from "./submission";

const POLL_MS = 5_000;
const reply = z.object({ status: z.string(), result: z.string() }).loose();

/**
 * Verifies a contract with Etherscan (API v2, one for all chains) or with a Blockscout, which speaks the same
 * protocol. `url` is the whole address of the API; `key` may be missing for a Blockscout.
 */
export async function verifyWithEtherscan({ url, key, submission, waitMs = POLL_MS }: { url: string; key?: string | undefined; submission: Submission; waitMs?: number }): Promise<Answer> {
  const { chainId, address, identifier, compiler, input, constructorArgs } = submission;
  const endpoint = (parameters: Record<string, string>) => `${url}?${new URLSearchParams({ chainid: String(chainId), ...(key ? { apikey: key } : {}), module: "contract", ...parameters })}`;
  const form = new URLSearchParams({
    contractaddress: address,
    sourceCode: JSON.stringify(input),
    codeformat: "solidity-standard-json-input",
    contractname: identifier,
    compilerversion: `v${compiler}`,
    constructorArguments: constructorArgs,
  });
  const sent = await askService(endpoint({ action: "verifysourcecode" }), { method: "POST", body: form });
  const first = read(sent.body, sent.status);
  if ("outcome" in first) return first;
  if (first.status !== "1") return verdictOf(first.result);

  return pollAnswer(async () => {
    const state = await askService(endpoint({ action: "checkverifystatus", guid: first.result }));
    const found = read(state.body, state.status);
    if ("outcome" in found) return found;
    return /pending/i.test(found.result) ? undefined : verdictOf(found.result);
  }, { waitMs });
}

function read(body: unknown, status: number): Answer | { status: string; result: string } {
  const parsed = reply.safeParse(body);
  return parsed.success ? parsed.data : { outcome: "failed", reason: `it answered ${status} with an unknown shape` };
}

function verdictOf(result: string): Answer {
  if (/already verified/i.test(result)) return { outcome: "already verified" };
  return /^pass\b/i.test(result) ? { outcome: "verified" } : { outcome: "failed", reason: result };
}
