import { WebSocket } from "ws";
import { env } from "@/lib/platform/env";
import { signChannel, signRealtimeUser } from "@/lib/platform/realtime";

export type Heard = { event: string; channel: string | null; data: unknown };

const parse = (value: unknown): unknown => (typeof value === "string" && value !== "" ? JSON.parse(value) : value);

/** One realtime connection that notes what it hears on some channels, and as a member when one is given. */
export async function listen({ channels = [], memberId }: { channels?: string[]; memberId?: string }) {
  const { PUSHER_HOST, PUSHER_PORT, PUSHER_KEY } = env();
  const socket = new WebSocket(`ws://${PUSHER_HOST}:${PUSHER_PORT}/app/${PUSHER_KEY}?protocol=7&client=test&version=1`);
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let closed = false;
  let socketId = "";
  socket.on("message", (raw) => {
    const frame = JSON.parse(String(raw)) as { event: string; channel?: string; data?: unknown };
    heard.push({ event: frame.event, channel: frame.channel ?? null, data: parse(frame.data) });
    for (const wake of waiting) wake();
  });
  socket.on("close", () => {
    closed = true;
    for (const wake of waiting) wake();
  });
  socket.on("error", () => undefined);

  async function until(found: () => boolean, what: string): Promise<void> {
    const end = Date.now() + 5_000;
    while (!found()) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`Not heard in 5 s: ${what}. Heard: ${heard.map((each) => each.event).join(", ")}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(wake, left);
        waiting.add(wake);
      });
    }
  }
  /** The first event of a name that fits, waited for up to 5 s. */
  async function wait(event: string, fits: (data: never) => boolean = () => true): Promise<unknown> {
    const find = () => heard.find((each) => each.event === event && fits(each.data as never));
    await until(() => find() !== undefined, event);
    return find()?.data;
  }

  const hello = (await wait("pusher:connection_established")) as { socket_id: string };
  socketId = hello.socket_id;
  if (memberId) {
    socket.send(JSON.stringify({ event: "pusher:signin", data: signRealtimeUser(socketId, memberId) }));
    await wait("pusher:signin_success");
    const own = `#server-to-user-${memberId}`;
    socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel: own } }));
    await until(() => heard.some((each) => each.event === "pusher_internal:subscription_succeeded" && each.channel === own), own);
  }
  for (const channel of channels) {
    socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel, ...signChannel(socketId, channel) } }));
    await until(() => heard.some((each) => each.event === "pusher_internal:subscription_succeeded" && each.channel === channel), channel);
  }
  return {
    socketId,
    heard,
    wait,
    named: (event: string) => heard.filter((each) => each.event === event).map((each) => each.data),
    untilClosed: () => until(() => closed, "the end of the connection"),
    close: () => socket.close(),
  };
}
