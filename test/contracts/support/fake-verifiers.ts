import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Reply = { status: number; body: unknown };
type Verification = { stdJsonInput?: { language?: string; sources?: Record<string, { content?: string }> }; compilerVersion?: string; contractIdentifier?: string; creationTransactionHash?: string };

/** Starts a server on a free port of this machine; answers its address. */
export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
}

const readBody = async (request: IncomingMessage) => Buffer.concat(await request.toArray()).toString();
const fault = (status: number, customCode: string, message: string): Reply => ({ status, body: { customCode, message, errorId: "00000000-0000-4000-8000-000000000000" } });

/**
 * A small Sourcify, of the API's version 2: tickets, a job that is pending at first, and the refusals a client can
 * meet. `verdict` stands for the compiler: which match the job of an address ends with.
 */
export async function fakeSourcify({ verdict = "exact_match" }: { verdict?: "exact_match" | "no_match" } = {}) {
  const verified = new Set<string>();
  const jobs = new Map<string, { key: string; asked: number }>();
  const received: Verification[] = [];

  async function answer(request: IncomingMessage): Promise<Reply> {
    const [, version, what, first = "", second] = (request.url ?? "").split("/");
    if (version !== "v2") return fault(404, "route_not_found", "No such route");
    const key = `${first}/${second}`;
    if (what === "contract") return { status: verified.has(key) ? 200 : 404, body: { match: verified.has(key) ? verdict : null, creationMatch: null, runtimeMatch: null, chainId: first, address: second } };
    if (what === "verify" && request.method === "POST") {
      const body = JSON.parse(await readBody(request)) as Verification;
      const [source = "", name = ""] = (body.contractIdentifier ?? "").split(/:(?=\w+$)/);
      if (!/^\d+\.\d+\.\d+\+commit\.[0-9a-f]{8}/.test(body.compilerVersion ?? "")) return fault(400, "invalid_parameter", "compilerVersion");
      if (body.stdJsonInput?.language !== "Solidity" || !body.stdJsonInput.sources?.[source]?.content?.includes(`contract ${name} `)) return fault(400, "invalid_parameter", "contractIdentifier");
      if (verified.has(key)) return fault(409, "already_verified", "The contract is already verified");
      received.push(body);
      const verificationId = `job-${jobs.size + 1}`;
      jobs.set(verificationId, { key, asked: 0 });
      return { status: 202, body: { verificationId } };
    }
    const job = jobs.get(first);
    if (what !== "verify" || !job) return fault(404, "job_not_found", "No such job");
    job.asked++;
    const base = { verificationId: first, jobStartTime: "2026-01-01T00:00:00Z" };
    if (job.asked === 1) return { status: 200, body: { ...base, isJobCompleted: false, contract: { match: null } } };
    if (verdict === "no_match") return { status: 200, body: { ...base, isJobCompleted: true, contract: { match: null }, error: { customCode: "no_match", message: "The bytecodes do not match", errorId: "x" } } };
    verified.add(job.key);
    return { status: 200, body: { ...base, isJobCompleted: true, contract: { match: verdict } } };
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)));
  });
  return { url: await listen(server), received, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A small Etherscan: takes a form, answers a receipt, is pending at first. Refuses a wrong key. */
export async function fakeEtherscan({ key, result }: { key: string; result: string }) {
  const forms: URLSearchParams[] = [];
  let asked = 0;
  async function answer(request: IncomingMessage): Promise<unknown> {
    const query = new URL(request.url ?? "", "http://fake").searchParams;
    if (query.get("apikey") !== key) return { status: "0", message: "NOTOK", result: "Missing/Invalid API Key" };
    if (query.get("action") === "checkverifystatus") return asked++ === 0 ? { status: "0", message: "NOTOK", result: "Pending in queue" } : { status: "1", message: "OK", result };
    forms.push(new URLSearchParams(await readBody(request)));
    return { status: "1", message: "OK", result: "receipt" };
  }
  const server = createServer((request, response) => {
    void answer(request).then((body) => response.end(JSON.stringify(body)));
  });
  return { url: await listen(server), forms, close: () => new Promise((resolve) => server.close(resolve)) };
}
