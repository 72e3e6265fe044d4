import type Pusher from "pusher-js";
import type { Channel } from "pusher-js";
import type { z } from "zod";
import { keepConnecting, reconnect, UNAVAILABLE_MS } from "./keep-connecting";

/** What the server hands to the page (lib/platform/realtime: realtimeClientConfig). No secret in it. */
export type RealtimeConfig = { key: string; cluster: string; host: string | null; port: number | null; tls: boolean };
export type RealtimeState = "connecting" | "connected" | "away";

type EventTable = Record<string, z.ZodType>;
export type Handlers<T extends EventTable> = { [K in keyof T]?: (payload: z.infer<T[K]>) => void };

const AUTH = { endpoint: "/api/realtime/auth", transport: "ajax" } as const;
const SUBSCRIBE_TRIES = 6;

let opening: Promise<Pusher> | undefined;
/** The club did not sign this page in: it may not be in, or the club was away. The client asks once per connection. */
let refused = false;
const holders = new Map<string, number>();

async function open(config: RealtimeConfig): Promise<Pusher> {
  const { default: Client } = await import("pusher-js");
  const pusher = new Client(config.key, {
    cluster: config.cluster,
    forceTLS: config.tls,
    enabledTransports: ["ws", "wss"],
    disableStats: true,
    unavailableTimeout: UNAVAILABLE_MS,
    channelAuthorization: AUTH,
    userAuthentication: AUTH,
    ...(config.host ? { wsHost: config.host, ...(config.port ? { wsPort: config.port, wssPort: config.port } : {}) } : {}),
  });
  keepConnecting(pusher);
  pusher.user.bind("pusher:signin_error", () => (refused = true));
  pusher.signin();
  return pusher;
}

/** The one realtime connection of this page session, signed in as the member; opened on first use. */
function openRealtime(config: RealtimeConfig): Promise<Pusher> {
  opening ??= open(config).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

type Bindable = { bind: (event: string, callback: (data: unknown) => void) => unknown; unbind: (event: string, callback: (data: unknown) => void) => unknown };

function bindEvents<T extends EventTable>(target: Bindable, table: T, handlers: Handlers<T>): () => void {
  const bound = Object.keys(handlers).map((event) => {
    const listener = (data: unknown) => {
      // An event that does not fit is one of a newer server: what it meant is fetched with the next change.
      const parsed = table[event]?.safeParse(data);
      if (parsed?.success) handlers[event]?.(parsed.data as never);
    };
    target.bind(event, listener);
    return () => target.unbind(event, listener);
  });
  return () => bound.forEach((unbind) => unbind());
}

function keepSubscribed(pusher: Pusher, channel: Channel): () => void {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const retry = () => {
    if (++tries > SUBSCRIBE_TRIES) return;
    timer = setTimeout(() => {
      if (!channel.subscribed && holders.get(channel.name)) channel.subscribe();
    }, Math.min(500 * 2 ** tries, 15_000));
  };
  const done = () => void (tries = 0);
  channel.bind("pusher:subscription_error", retry);
  channel.bind("pusher:subscription_succeeded", done);
  pusher.connection.bind("connected", done);
  return () => {
    clearTimeout(timer);
    channel.unbind("pusher:subscription_error", retry);
    channel.unbind("pusher:subscription_succeeded", done);
    pusher.connection.unbind("connected", done);
  };
}

type ListenOptions<T extends EventTable> = { config: RealtimeConfig; channel: string; events: T; handlers: Handlers<T>; onSubscribed?: () => void };

/**
 * Hears the typed events of a private channel. `onSubscribed` runs at each (re)subscription: the moment to fetch what
 * was missed. The returned function stops listening and leaves the channel with its last listener.
 */
export async function listen<T extends EventTable>({ config, channel: name, events, handlers, onSubscribed }: ListenOptions<T>): Promise<() => void> {
  const pusher = await openRealtime(config);
  holders.set(name, (holders.get(name) ?? 0) + 1);
  const channel = pusher.subscribe(name);
  const unbind = bindEvents(channel, events, handlers);
  const unkeep = keepSubscribed(pusher, channel);
  const ready = () => onSubscribed?.();
  channel.bind("pusher:subscription_succeeded", ready);
  if (channel.subscribed) ready();
  return () => {
    unbind();
    unkeep();
    channel.unbind("pusher:subscription_succeeded", ready);
    const left = (holders.get(name) ?? 1) - 1;
    if (left > 0) holders.set(name, left);
    else if (holders.delete(name)) pusher.unsubscribe(name);
  };
}

/** Hears the typed events sent to this member's own pages. Asks to be signed in once more where that was refused before: a pass may be bought meanwhile. */
export async function listenToMember<T extends EventTable>({ config, events, handlers }: { config: RealtimeConfig; events: T; handlers: Handlers<T> }): Promise<() => void> {
  const pusher = await openRealtime(config);
  if (refused) {
    refused = false;
    reconnect(pusher);
  }
  return bindEvents(pusher.user, events, handlers);
}

/** Follows the state of the connection; calls back at once with the present one. */
export async function watchRealtime(config: RealtimeConfig, onState: (state: RealtimeState) => void): Promise<() => void> {
  const pusher = await openRealtime(config);
  let away = false;
  const tell = () => {
    const { state } = pusher.connection;
    // A try to come back is no sign yet that the server is back.
    away = state !== "connected" && (away || (state !== "initialized" && state !== "connecting"));
    onState(away ? "away" : state === "connected" ? "connected" : "connecting");
  };
  pusher.connection.bind("state_change", tell);
  tell();
  return () => void pusher.connection.unbind("state_change", tell);
}
