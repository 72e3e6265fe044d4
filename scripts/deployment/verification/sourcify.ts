import { z } from "zod";
import { type Answer, askService, pollAnswer, type Submission } from "./submission";

const POLL_MS = 3_000;
const lookup = z.object({ match: z.string().nullable() }).loose();
const accepted = z.object({ verificationId: z.string() });
const refused = z.object({ customCode: z.string(), message: z.string() }).loose();
const job = z.object({ isJobCompleted: z.boolean(), contract: lookup.nullish(), error: refused.nullish() }).loose();

/**
 * Verifies a contract with Sourcify (its API v2, which needs no key): looks it up, hands in the standard JSON input,
 * and waits for the job. `url` is the server, without a slash at the end.
 */
export async function verifyWithSourcify({ url, submission, waitMs = POLL_MS }: { url: string; submission: Submission; waitMs?: number }): Promise<Answer> {
  const { chainId, address, identifier, compiler, input, txHash } = submission;
  const known = await askService(`${url}/v2/contract/${chainId}/${address}`);
  if (known.status === 200 && lookup.safeParse(known.body).data?.match) return { outcome: "already verified" };

  const body = JSON.stringify({ stdJsonInput: input, compilerVersion: compiler, contractIdentifier: identifier, creationTransactionHash: txHash });
  const sent = await askService(`${url}/v2/verify/${chainId}/${address}`, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (sent.status !== 202) return refusalOf(sent.body, sent.status);
  const { verificationId } = accepted.parse(sent.body);

  return pollAnswer(async () => {
    const { status, body: state } = await askService(`${url}/v2/verify/${encodeURIComponent(verificationId)}`);
    if (status !== 200) return refusalOf(state, status);
    const { isJobCompleted, contract, error } = job.parse(state);
    if (!isJobCompleted) return undefined;
    if (error) return refusalOf(error, status);
    return contract?.match ? { outcome: "verified" } : { outcome: "failed", reason: "the sources do not give the deployed code" };
  }, { waitMs });
}

function refusalOf(body: unknown, status: number): Answer {
  const { data } = refused.safeParse(body);
  if (data?.customCode === "already_verified") return { outcome: "already verified" };
  return { outcome: "failed", reason: data ? `${data.message} (${data.customCode})` : `it answered ${status}` };
}
