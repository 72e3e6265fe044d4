import Pusher from "pusher";
import PusherClient from "pusher-js";
import { expect } from "vitest";
import { startRealtimeServer } from "@/scripts/local/realtime-server";

type Frame = { event: string; channel?: string; data?: unknown };

const APP = { appId: "app-1", key: "key-1", secret: "secret-1" };

/** A realtime server on a free port with an official publisher; `connect` opens official clients. `close` ends all. */
export async function startRealtime(timing: { activityTimeoutSeconds?: number; pongTimeoutSeconds?: number } = {}) {
  const server = await startRealtimeServer({ ...APP, port: 0, ...timing });
  const publisher = new Pusher({ ...APP, host: "127.0.0.1", port: String(server.port), useTLS: false });
  const clients: PusherClient[] = [];

  /** An official client. `userId` is who it signs in as when `signin()` is called; `wrongAuth` spoils signatures. */
  function connect({ userId = "m_1", wrongAuth = false, key = APP.key }: { userId?: string; wrongAuth?: boolean; key?: string } = {}): PusherClient {
    const spoil = (auth: string) => (wrongAuth ? auth.replace(/.{6}$/, "000000") : auth);
    const client = new PusherClient(key, {
      cluster: "",
      wsHost: "127.0.0.1",
      wsPort: server.port,
      forceTLS: false,
      enabledTransports: ["ws"],
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

  /** A bare socket, for frames the official client would never send. `next` waits for a frame and takes it out. */
  async function openRaw({ protocol = 7 } = {}) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/app/${APP.key}?protocol=${protocol}`);
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

  async function close() {
    for (const client of clients) client.disconnect();
    await server.close();
  }

  return { port: server.port, app: APP, publisher, connect, openRaw, close };
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
