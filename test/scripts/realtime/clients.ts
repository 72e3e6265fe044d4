import Pusher from "pusher";
import PusherClient from "pusher-js";
import { expect, type TestContext } from "vitest";
import { startRealtimeServer } from "@/scripts/local/realtime-server";

type Frame = { event: string; channel?: string; data?: unknown };

type App = { appId: string; key: string; secret: string };
/** Where a server is: a host, or the cluster of a hosted one. */
type Place = { host?: string; port?: number; tls: boolean; cluster?: string };

const APP: App = { appId: "app-1", key: "key-1", secret: "secret-1" };
/** The server that `npm run test:realtime -- --host …` names; without one the club's own is started and tested. */
const target = process.env.REALTIME_TARGET ? (JSON.parse(process.env.REALTIME_TARGET) as App & Place) : undefined;

/** Leaves a test out where another server is tested: it asks for what the protocol does not promise. */
export const onlyOwnServer = (context: TestContext): void => context.skip(target !== undefined, "promised by the club's own server only");

const publisherOf = (app: App, { host, port, tls, cluster = "mt1" }: Place): Pusher =>
  host ? new Pusher({ ...app, host, ...(port ? { port: String(port) } : {}), useTLS: tls }) : new Pusher({ ...app, cluster, useTLS: tls });

/**
 * A realtime server (the club's own on a free port, or the one named) with an official publisher; `connect` opens
 * official clients. `close` ends all.
 */
export async function startRealtime(timing: { activityTimeoutSeconds?: number; pongTimeoutSeconds?: number; port?: number } = {}) {
  const server = target ? undefined : await startRealtimeServer({ ...APP, port: 0, ...timing });
  const app: App = target ? { appId: target.appId, key: target.key, secret: target.secret } : APP;
  const place: Place = target ?? { host: "127.0.0.1", port: server?.port ?? 0, tls: false };
  const publisher = publisherOf(app, place);
  const clients: PusherClient[] = [];

  /** An official client. `userId` is who it signs in as when `signin()` is called; `wrongAuth` spoils signatures. */
  function connect({ userId = "m_1", wrongAuth = false, key = app.key }: { userId?: string; wrongAuth?: boolean; key?: string } = {}): PusherClient {
    const spoil = (auth: string) => (wrongAuth ? auth.replace(/.{6}$/, "000000") : auth);
    const client = new PusherClient(key, {
      cluster: place.cluster ?? "",
      ...(place.host ? { wsHost: place.host } : {}),
      ...(place.port ? { wsPort: place.port, wssPort: place.port } : {}),
      forceTLS: place.tls,
      enabledTransports: ["ws", "wss"],
      disableStats: true,
      channelAuthorization: {
        transport: "ajax",
        endpoint: "",
        customHandler: ({ socketId, channelName }, callback) => callback(null, { auth: spoil(publisher.authorizeChannel(socketId, channelName).auth) }),
      },
      userAuthentication: {
        transport: "ajax",
        endpoint: "",
        customHandler: ({ socketId }, callback) => {
          const { auth, user_data } = publisher.authenticateUser(socketId, { id: userId });
          callback(null, { auth: spoil(auth), user_data });
        },
      },
    });
    clients.push(client);
    return client;
  }

  const host = place.host ?? `ws-${place.cluster ?? "mt1"}.pusher.com`;
  const socketUrl = (protocol: number) => `${place.tls ? "wss" : "ws"}://${host}${place.port ? `:${place.port}` : ""}/app/${app.key}?protocol=${protocol}`;

  /** A bare socket, for frames the official client would never send. `next` waits for a frame and takes it out. */
  async function openRaw({ protocol = 7 } = {}) {
    const socket = new WebSocket(socketUrl(protocol));
    const frames: Frame[] = [];
    const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
    socket.addEventListener("message", ({ data }) => frames.push(JSON.parse(String(data)) as Frame));
    async function nextFrame(event: string): Promise<Frame> {
      const at = () => frames.findIndex((frame) => frame.event === event);
      await expect.poll(at, { timeout: 3_000 }).toBeGreaterThanOrEqual(0);
      return frames.splice(at(), 1)[0] as Frame;
    }
    const established = await nextFrame("pusher:connection_established");
    const { socket_id: socketId } = JSON.parse(established.data as string) as { socket_id: string };
    return { socket, socketId, closed, next: nextFrame, send: (frame: object) => socket.send(JSON.stringify(frame)) };
  }

  const stopServer = async (): Promise<void> => server?.close();

  async function close() {
    for (const client of clients) client.disconnect();
    await server?.close().catch(() => undefined);
  }

  return { port: place.port ?? 0, app, publisher, publisherAs: (other: Partial<App>) => publisherOf({ ...app, ...other }, place), socketUrl, connect, openRaw, stopServer, close };
}

/** The next event of a channel, a connection or a client, within `timeoutMs`. */
export function next<T = unknown>(source: { bind(event: string, listener: (data: T) => void): unknown; unbind(event: string, listener: (data: T) => void): unknown }, event: string, timeoutMs = 3_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${event} within ${timeoutMs} ms`)), timeoutMs);
    const listener = (data: T) => {
      clearTimeout(timer);
      source.unbind(event, listener);
      resolve(data);
    };
    source.bind(event, listener);
  });
}

/** A subscription that the server has confirmed. */
export async function subscribed(client: PusherClient, name: string) {
  const channel = client.subscribe(name);
  if (!channel.subscribed) await next(channel, "pusher:subscription_succeeded");
  return channel;
}
