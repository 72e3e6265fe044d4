import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What is done with one JSON-RPC request: an answer instead of the node's, or undefined to let it through. */
type Verdict = "cut" | "cut-after" | { result: unknown } | { error: { code: number; message: string } } | undefined;
export type Interception = (request: { method: string; params: unknown[] }) => Verdict | Promise<Verdict>;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

/** Stands between the pipeline and the node: passes everything on, or does to a request what a bad line would. */
export async function startBadLine(target: () => string) {
  let intercept: Interception = () => undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const call = JSON.parse(body) as { id: number; method: string; params: unknown[] };
    const verdict = await intercept(call);
    if (verdict === "cut") return void request.socket.destroy();
    if (verdict && verdict !== "cut-after") return void response.end(JSON.stringify({ jsonrpc: "2.0", id: call.id, ...verdict }));
    const passed = await fetch(target(), { method: "POST", headers: { "content-type": "application/json" }, body });
    const text = await passed.text();
    if (verdict === "cut-after") return void request.socket.destroy();
    response.setHeader("content-type", "application/json");
    response.end(text);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => request.socket.destroy()));
  return { url: await listen(server), server, set: (next: Interception) => (intercept = next), clear: () => (intercept = () => undefined) };
}

/** Listens on a free port of this machine and answers the address. */
export const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`)));

/** Does this to the first request of the method only. */
export const once = <T>(method: string, verdict: T) => {
  let left = 1;
  return (call: { method: string }): T | undefined => (call.method === method && left-- > 0 ? verdict : undefined);
};
