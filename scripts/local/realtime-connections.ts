import { randomInt } from "node:crypto";
import type { WebSocket } from "ws";
import { CLOSE, clientFrame, isChannelAuth, isChannelName, isUserAuth, LIMITS } from "./realtime-protocol";

export type RealtimeApp = { appId: string; key: string; secret: string };
type Timing = { activityTimeoutSeconds: number; pongTimeoutSeconds: number };
type Connection = { id: string; socket: WebSocket; channels: Set<string>; userId?: string; heardAt: number; pingedAt?: number };

const CHANNELS_PER_CONNECTION = 200;
/** A reader this far behind is cut off: it comes back and fetches what it missed. */
const BACKLOG_BYTES = 1_000_000;
const userChannel = (userId: string) => `#server-to-user-${userId}`;

/** Every open connection of one app, who listens to what, and what a client's frames do. */
export class Connections {
  private readonly open = new Map<string, Connection>();
  private readonly listeners = new Map<string, Set<Connection>>();
  private readonly watch: NodeJS.Timeout;

  constructor(private readonly app: RealtimeApp, private readonly timing: Timing) {
    this.watch = setInterval(() => this.dropSilent(), Math.max(50, Math.min(timing.activityTimeoutSeconds, timing.pongTimeoutSeconds) * 250));
    this.watch.unref();
  }

  /** Takes a new socket in: tells it its id and hears its frames. */
  accept(socket: WebSocket): void {
    const id = `${randomInt(1, 1_000_000_000)}.${randomInt(1, 1_000_000_000)}`;
    const connection: Connection = { id, socket, channels: new Set(), heardAt: Date.now() };
    this.open.set(id, connection);
    socket.on("message", (raw) => this.hear(connection, raw.toString()));
    socket.on("close", () => this.forget(connection));
    socket.on("error", () => socket.terminate());
    send(connection, "pusher:connection_established", { socket_id: id, activity_timeout: this.timing.activityTimeoutSeconds });
  }

  /** Sends an event to everyone who listens to the channel, but not to `exceptSocketId`. */
  publish({ channel, event, data, exceptSocketId }: { channel: string; event: string; data: string; exceptSocketId?: string }): void {
    // Encoded once, not once for each listener.
    const frame = Buffer.from(JSON.stringify({ event, channel, data }));
    for (const connection of this.listeners.get(channel) ?? []) {
      if (connection.id === exceptSocketId) continue;
      if (connection.socket.bufferedAmount > BACKLOG_BYTES) connection.socket.terminate();
      else connection.socket.send(frame, { binary: false });
    }
  }

  /** Closes every connection that signed in as the user. */
  terminateUser(userId: string): void {
    for (const connection of this.open.values()) if (connection.userId === userId) close(connection.socket, CLOSE.unauthorized, "The app closed the connections of this user");
  }

  /** Closes one connection, whether it signed in or not. */
  terminateSocket(id: string): void {
    const connection = this.open.get(id);
    if (connection) close(connection.socket, CLOSE.unauthorized, "The app closed this connection");
  }

  /** Occupied channels and how many connections listen to each. */
  occupied(prefix = ""): Map<string, number> {
    return new Map([...this.listeners].filter(([name]) => name.startsWith(prefix) && !name.startsWith("#")).map(([name, set]) => [name, set.size]));
  }

  stop(): void {
    clearInterval(this.watch);
    for (const { socket } of this.open.values()) socket.terminate();
  }

  private hear(connection: Connection, text: string): void {
    connection.heardAt = Date.now();
    connection.pingedAt = undefined;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return send(connection, "pusher:error", { code: null, message: "The frame is not JSON" });
    }
    const frame = clientFrame.safeParse(json);
    if (!frame.success) return send(connection, "pusher:error", { code: null, message: "This server does not know the event" });
    switch (frame.data.event) {
      case "pusher:ping":
        return send(connection, "pusher:pong", {});
      case "pusher:pong":
        return;
      case "pusher:subscribe":
        return this.subscribe(connection, frame.data.data);
      case "pusher:unsubscribe":
        return this.leave(connection, frame.data.data.channel);
      case "pusher:signin":
        return this.signIn(connection, frame.data.data);
    }
  }

  private subscribe(connection: Connection, { channel, auth, channel_data }: { channel: string; auth?: string; channel_data?: string }): void {
    const fault = this.subscribeFault(connection, channel, auth, channel_data);
    if (fault) return send(connection, "pusher:subscription_error", fault, channel);
    connection.channels.add(channel);
    const set = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, set.add(connection));
    send(connection, "pusher_internal:subscription_succeeded", {}, channel);
  }

  private subscribeFault(connection: Connection, channel: string, auth = "", channelData?: string): { type: string; error: string; status: number } | undefined {
    if (connection.channels.size >= CHANNELS_PER_CONNECTION) return { type: "LimitReached", error: `At most ${CHANNELS_PER_CONNECTION} channels a connection`, status: 403 };
    if (channel.startsWith("#")) return connection.userId !== undefined && channel === userChannel(connection.userId) ? undefined : { type: "AuthError", error: "The connection is not signed in as this user", status: 401 };
    if (!isChannelName(channel)) return { type: "InvalidChannel", error: "This is no channel name", status: 400 };
    if (channel.startsWith("presence-")) return { type: "InvalidChannel", error: "This server has no presence channels", status: 400 };
    if (!channel.startsWith("private-")) return undefined;
    const valid = isChannelAuth({ ...this.app, socketId: connection.id, channel, channelData, auth });
    return valid ? undefined : { type: "AuthError", error: "The signature of the subscription does not fit", status: 401 };
  }

  private signIn(connection: Connection, { auth, user_data }: { auth: string; user_data: string }): void {
    const userId = userIdOf(user_data);
    if (userId === undefined || !isUserAuth({ ...this.app, socketId: connection.id, userData: user_data, auth })) return close(connection.socket, CLOSE.unauthorized, "The signature of the sign-in does not fit");
    if (connection.userId !== undefined && connection.userId !== userId) return close(connection.socket, CLOSE.unauthorized, "The connection is signed in as another user");
    connection.userId = userId;
    send(connection, "pusher:signin_success", { user_data });
  }

  private leave(connection: Connection, channel: string): void {
    connection.channels.delete(channel);
    const set = this.listeners.get(channel);
    set?.delete(connection);
    if (set?.size === 0) this.listeners.delete(channel);
  }

  private forget(connection: Connection): void {
    this.open.delete(connection.id);
    for (const channel of [...connection.channels]) this.leave(connection, channel);
  }

  /** Pings who was silent for the activity time (with a little patience for the client's own ping), then cuts off. */
  private dropSilent(): void {
    const now = Date.now();
    for (const connection of this.open.values()) {
      if (connection.pingedAt !== undefined) {
        if (now - connection.pingedAt >= this.timing.pongTimeoutSeconds * 1000) close(connection.socket, CLOSE.pongMissing, "No pong came back in time");
      } else if (now - connection.heardAt >= this.timing.activityTimeoutSeconds * 1250) {
        connection.pingedAt = now;
        send(connection, "pusher:ping", {});
      }
    }
  }
}

function userIdOf(userData: string): string | undefined {
  try {
    const { id } = JSON.parse(userData) as { id?: unknown };
    return typeof id === "string" && id !== "" && id.length <= LIMITS.name ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The protocol carries `data` as a JSON text inside the JSON frame, errors excepted. */
function send(connection: Connection, event: string, data: object, channel?: string): void {
  const carried = event === "pusher:error" || event === "pusher:subscription_error" ? data : JSON.stringify(data);
  connection.socket.send(JSON.stringify({ event, ...(channel ? { channel } : {}), data: carried }));
}

/** Tells the reason as the protocol wants it, then closes; a client that does not answer the close is cut off. */
export function close(socket: WebSocket, code: number, message: string): void {
  socket.send(JSON.stringify({ event: "pusher:error", data: { code, message } }));
  socket.close(code, message);
  setTimeout(() => socket.terminate(), 2_000).unref();
}
