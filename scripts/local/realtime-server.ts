import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { WebSocketServer } from "ws";
import { close, Connections, type RealtimeApp } from "./realtime-connections";
import { answerApi } from "./realtime-api";
import { CLOSE, LIMITS } from "./realtime-protocol";

export type RealtimeOptions = RealtimeApp & {
  port: number;
  /** Silence after which a client is pinged; 120 s as Pusher does. */
  activityTimeoutSeconds?: number;
  /** How long it may take to answer the ping. */
  pongTimeoutSeconds?: number;
};

/**
 * A small server of the Pusher protocol, version 7: private and public channels, user sign-in, the HTTP API to
 * publish. For ONE machine: channels live in this process, so a second instance would not see them; no presence, no
 * client events, no webhooks, no encrypted channels. A public club uses Pusher or another server of the protocol.
 */
export async function startRealtimeServer({ port, activityTimeoutSeconds = LIMITS.activityTimeout, pongTimeoutSeconds = 30, ...app }: RealtimeOptions): Promise<{ port: number; close(): Promise<void> }> {
  const connections = new Connections(app, { activityTimeoutSeconds, pongTimeoutSeconds });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frame });
  const server = createServer((request, response) => {
    answerRequest({ request, response, app, connections }).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => client.terminate());
      const fault = handshakeFault(request, app);
      if (fault) close(client, fault.code, fault.message);
      else connections.accept(client);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async close() {
      connections.stop();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handshakeFault(request: IncomingMessage, app: RealtimeApp): { code: number; message: string } | undefined {
  const url = URL.parse(request.url ?? "/", "http://localhost");
  if (url?.pathname !== `/app/${app.key}`) return { code: CLOSE.unknownApp, message: "There is no app with this key" };
  const version = url.searchParams.get("protocol");
  if (version !== "7") return { code: CLOSE.unsupportedProtocol, message: `Protocol 7 is spoken here, not ${version ?? "none"}` };
  return undefined;
}

async function answerRequest({ request, response, app, connections }: { request: IncomingMessage; response: ServerResponse; app: RealtimeApp; connections: Connections }): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const body = await readBody(request);
  const { status, json, effect }: ReturnType<typeof answerApi> =
    body === undefined
      ? { status: 413, json: { error: "The request is too large" } }
      : url.pathname === "/"
        ? { status: 200, json: { status: "ok" } }
        : answerApi({ method: request.method ?? "GET", path: url.pathname, query: url.searchParams, body, app, connections, now: Date.now() });
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(json));
  effect?.();
}

/** The whole body, or undefined when it is larger than the largest batch can be. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMITS.batch * LIMITS.data * 6) chunks.push(chunk);
  }
  return size <= LIMITS.batch * LIMITS.data * 6 ? Buffer.concat(chunks).toString("utf8") : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_PORT } = process.env;
  if (!appId || !key || !secret || !PUSHER_PORT) throw new Error("PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET and PUSHER_PORT are needed.");
  const server = await startRealtimeServer({ appId, key, secret, port: Number(PUSHER_PORT) });
  console.log(`ready ${server.port}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
}
