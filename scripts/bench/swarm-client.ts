import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

type Where = { url: string; socket: string; roomId: string; cookie: string };
type Message = { seq: number; clientMsgId: string | null };
/** What one client knows of a message: the numbers it came with, and when it was heard live (null: fetched later). */
type Seen = { seqs: Set<number>; liveAt: number | null };

const REOPEN_MS = 200;
const OPEN_TRIES = 50;

/** One person's page: a realtime connection that is signed as the room's, and requests with their cookie. */
export class SwarmClient {
  readonly seen = new Map<string, Seen>();
  private last = 0;
  private held = new Set<number>();
  private socket: WebSocket | undefined;

  constructor(private readonly where: Where) {}

  /** Connects, has the channel signed, and answers when it hears the room; then fetches what it missed. */
  async open(): Promise<void> {
    for (let turn = 0; ; turn++) {
      try {
        await this.connect();
        await this.catchUp();
        return;
      } catch (error) {
        if (turn >= OPEN_TRIES) throw error;
        await sleep(REOPEN_MS);
      }
    }
  }

  /** Loses the connection as a network does, without a word, and comes back. */
  async cut(): Promise<void> {
    this.socket?.terminate();
    await sleep(REOPEN_MS);
    await this.open();
  }

  close(): void {
    this.socket?.terminate();
  }

  /** Sends a message. @throws when no answer came in time, or none that acknowledges it */
  async post(body: { text: string; clientMsgId: string }, timeoutMs: number): Promise<{ seq: number; serverMs: number | null }> {
    const response = await this.request("POST", `/api/rooms/${this.where.roomId}/messages`, JSON.stringify(body), "application/json", timeoutMs);
    const duration = /dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1];
    const { seq } = (await response.json()) as { seq: number };
    return { seq, serverMs: duration === undefined ? null : Number(duration) };
  }

  /** Fetches everything behind the last number before the first hole, as the page does after a reconnect. */
  async catchUp(): Promise<void> {
    for (;;) {
      const response = await this.request("GET", `/api/rooms/${this.where.roomId}/messages?after=${this.last}`);
      const { items, next } = (await response.json()) as { items: Message[]; next: string | null };
      for (const message of items) this.take(message, false);
      if (next === null) return;
    }
  }

  private take({ seq, clientMsgId }: Message, live: boolean): void {
    this.held.add(seq);
    while (this.held.delete(this.last + 1)) this.last += 1;
    if (clientMsgId === null) return;
    const seen = this.seen.get(clientMsgId);
    if (seen) seen.seqs.add(seq);
    else this.seen.set(clientMsgId, { seqs: new Set([seq]), liveAt: live ? performance.now() : null });
  }

  private async request(method: string, path: string, body?: string, type?: string, timeoutMs = 10_000): Promise<Response> {
    const { url, cookie } = this.where;
    const response = await fetch(`${url}${path}`, { method, headers: { cookie, origin: url, ...(type ? { "content-type": type } : {}) }, signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  private connect(): Promise<void> {
    const channel = `private-room-${this.where.roomId}`;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${this.where.socket}?protocol=7&client=bench&version=1`);
      this.socket = socket;
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("closed")));
      socket.on("message", (raw) => {
        const frame = JSON.parse(String(raw)) as { event: string; data?: string };
        const data = typeof frame.data === "string" ? (JSON.parse(frame.data) as Record<string, unknown>) : {};
        if (frame.event === "pusher:connection_established") void this.subscribe(socket, channel, String(data["socket_id"])).catch(reject);
        else if (frame.event === "pusher_internal:subscription_succeeded") resolve();
        else if (frame.event === "pusher:subscription_error") reject(new Error(String(raw)));
        else if (frame.event === "pusher:ping") socket.send(JSON.stringify({ event: "pusher:pong", data: {} }));
        else if (frame.event === "message.created") this.take(data["message"] as Message, true);
      });
    });
  }

  private async subscribe(socket: WebSocket, channel: string, socketId: string): Promise<void> {
    const form = new URLSearchParams({ socket_id: socketId, channel_name: channel }).toString();
    const response = await this.request("POST", "/api/realtime/auth", form, "application/x-www-form-urlencoded");
    socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel, ...((await response.json()) as { auth: string }) } }));
  }
}
