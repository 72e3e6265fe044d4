import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Limits of Pusher Channels that clients of the club can meet. */
export const LIMITS = { data: 10_240, channelsPerEvent: 100, batch: 10, name: 200, frame: 20_000, activityTimeout: 120 } as const;

/** Close codes: 4000–4099 do not reconnect, 4100–4199 after a pause, 4200–4299 at once. */
export const CLOSE = { unknownApp: 4001, unsupportedProtocol: 4007, unauthorized: 4009, pongMissing: 4201, overCapacity: 4100 } as const;

/** What a client may send. Client events and presence channels are not part of this server. */
export const clientFrame = z.discriminatedUnion("event", [
  z.object({ event: z.literal("pusher:ping") }),
  z.object({ event: z.literal("pusher:pong") }),
  z.object({ event: z.literal("pusher:subscribe"), data: z.object({ channel: z.string(), auth: z.string().optional(), channel_data: z.string().optional() }) }),
  z.object({ event: z.literal("pusher:unsubscribe"), data: z.object({ channel: z.string() }) }),
  z.object({ event: z.literal("pusher:signin"), data: z.object({ auth: z.string(), user_data: z.string() }) }),
]);

export const isChannelName = (name: string): boolean => name.length > 0 && name.length <= LIMITS.name && /^[A-Za-z0-9_\-=@,.;]+$/.test(name);

const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Checks `<key>:<hmac>` over `socket_id:channel`, with `:channel_data` when it was given. */
export function isChannelAuth({ key, secret, socketId, channel, channelData, auth }: { key: string; secret: string; socketId: string; channel: string; channelData?: string; auth: string }): boolean {
  const text = channelData === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;
  return equal(auth, `${key}:${hmac(secret, text)}`);
}

/** Checks `<key>:<hmac>` over `socket_id::user::user_data`. */
export function isUserAuth({ key, secret, socketId, userData, auth }: { key: string; secret: string; socketId: string; userData: string; auth: string }): boolean {
  return equal(auth, `${key}:${hmac(secret, `${socketId}::user::${userData}`)}`);
}

type SignedRequest = { method: string; path: string; query: URLSearchParams; body: string; key: string; secret: string; now: number };

/**
 * Checks the signature of an HTTP request: all query fields but `auth_signature`, by name, behind method and path;
 * `body_md5` must fit the body and `auth_timestamp` lie within ten minutes.
 * @returns what is wrong, or undefined.
 */
export function requestFault({ method, path, query, body, key, secret, now }: SignedRequest): string | undefined {
  if (query.get("auth_key") !== key) return "Unknown auth_key";
  const timestamp = Number(query.get("auth_timestamp"));
  if (!(Math.abs(now / 1000 - timestamp) <= 600)) return "Timestamp expired: the clocks differ by more than ten minutes";
  if (body !== "" && query.get("body_md5") !== createHash("md5").update(body).digest("hex")) return "The body does not fit body_md5";
  const fields = [...query.entries()].filter(([name]) => name !== "auth_signature");
  const sorted = fields.map(([name, value]): [string, string] => [name.toLowerCase(), value]).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = [method, path, sorted.map(([name, value]) => `${name}=${value}`).join("&")].join("\n");
  return equal(query.get("auth_signature") ?? "", hmac(secret, text)) ? undefined : "Invalid signature";
}
