import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import Pusher from "pusher";
import { env } from "./env";
import { log } from "./log";

const REQUEST_TIMEOUT_MS = 3_000;
let client: Pusher | undefined;

function pusher(): Pusher {
  if (client) return client;
  const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS } = env();
  const useTLS = PUSHER_TLS ?? !PUSHER_HOST;
  // Without an agent of ours every event opens a connection of its own: a handshake each, over TLS three round trips.
  const agent = useTLS ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const how = { appId, key, secret, useTLS, timeout: REQUEST_TIMEOUT_MS, agent };
  client = PUSHER_HOST ? new Pusher({ ...how, host: PUSHER_HOST, ...(PUSHER_PORT ? { port: String(PUSHER_PORT) } : {}) }) : new Pusher({ ...how, cluster: PUSHER_CLUSTER ?? "mt1" });
  return client;
}

/** Everything the browser needs to open its realtime connection; no secret in it. */
export function realtimeClientConfig(): { key: string; cluster: string; host: string | null; port: number | null; tls: boolean } {
  const { PUSHER_KEY, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS } = env();
  return { key: PUSHER_KEY, cluster: PUSHER_CLUSTER ?? "mt1", host: PUSHER_HOST ?? null, port: PUSHER_PORT ?? null, tls: PUSHER_TLS ?? !PUSHER_HOST };
}

export const CLUB_CHANNEL = "private-club";
export const roomChannel = (roomId: string): string => `private-room-${roomId}`;

async function deliver(what: string, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    log("realtime").warn({ what, error: error instanceof Error ? error.message : String(error) }, "an event was not delivered");
    return false;
  }
}

/**
 * Sends one event to a channel. Delivery is a courtesy: every client can fetch what it missed, so a failure is
 * logged and answered with false, never thrown. `exceptSocketId` keeps the event from the connection that caused it.
 */
export const publish = (channel: string, event: string, payload: object, exceptSocketId?: string): Promise<boolean> =>
  deliver(event, () => pusher().trigger(channel, event, payload, exceptSocketId ? { socket_id: exceptSocketId } : {}));

/** Sends one event to every open page of a member (connections that signed in as that member). */
export const publishToMember = (memberId: string, event: string, payload: object): Promise<boolean> =>
  deliver(event, () => pusher().sendToUser(memberId, event, payload));

/** Events that one request carries at most, by the protocol. */
const EVENTS_A_BATCH = 10;

export type MemberEvent = { memberId: string; payload: object };

/**
 * `publishToMember` for many members, each with a payload of their own, in as few requests as the protocol allows:
 * one for every ten. Goes on after a request that fails.
 */
export async function publishToMembers({ event, to }: { event: string; to: readonly MemberEvent[] }): Promise<void> {
  for (let start = 0; start < to.length; start += EVENTS_A_BATCH) {
    const batch = to.slice(start, start + EVENTS_A_BATCH).map(({ memberId, payload }) => ({ channel: `#server-to-user-${memberId}`, name: event, data: payload }));
    await deliver(event, () => pusher().triggerBatch(batch));
  }
}

/** Closes every realtime connection of a member. They come back only if the sign-in route lets them. */
export const terminateMemberConnections = (memberId: string): Promise<boolean> =>
  deliver("terminate", () => pusher().terminateUserConnections(memberId));

let closesSingly: Promise<boolean> | undefined;

/**
 * Whether the realtime server closes single connections by their id. Our own does; the Pusher protocol has it for
 * signed-in users only. Asked once per process, and again after a question without an answer.
 */
export function canCloseConnections(): Promise<boolean> {
  closesSingly ??= pusher()
    .post({ path: "/sockets/0.0/terminate_connections", body: "" })
    .then(() => true)
    .catch((error: unknown) => {
      if (error instanceof Pusher.RequestError && error.status === 404) return false;
      closesSingly = undefined;
      return false;
    });
  return closesSingly;
}

/** Closes one realtime connection, where the server can. One that is gone is fine. */
export const closeConnection = (socketId: string): Promise<boolean> =>
  deliver("close", () => pusher().post({ path: `/sockets/${socketId}/terminate_connections`, body: "" }));

/** Signs a private channel for one connection. The caller has checked that the member may hear it. */
export const signChannel = (socketId: string, channel: string): object => pusher().authorizeChannel(socketId, channel);

/** Signs a connection in as a member. */
export const signRealtimeUser = (socketId: string, memberId: string): object => pusher().authenticateUser(socketId, { id: memberId });

/** True when the realtime server answers in time. */
export const pingRealtime = (): Promise<boolean> => deliver("ping", () => pusher().get({ path: "/channels" }));
