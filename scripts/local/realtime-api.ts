import { z } from "zod";
import type { Connections, RealtimeApp } from "./realtime-connections";
import { isChannelName, LIMITS, requestFault } from "./realtime-protocol";

const channelName = z.string().refine((name) => isChannelName(name.replace(/^#server-to-user-/, "u-")), "is no channel name");
const eventBody = z.object({
  name: z.string().min(1).max(LIMITS.name),
  data: z.string(),
  channel: channelName.optional(),
  channels: z.array(channelName).max(LIMITS.channelsPerEvent).optional(),
  socket_id: z.string().optional(),
});
const batchBody = z.object({ batch: z.array(eventBody).max(LIMITS.batch) });

type ApiRequest = { method: string; path: string; query: URLSearchParams; body: string; app: RealtimeApp; connections: Connections; now: number };
/** `effect` is what the request does to connections: run right after the answer has been sent, so that who publishes does not wait for a thousand listeners. */
type ApiAnswer = { status: number; json: object; effect?: () => void };

const refuse = (status: number, error: string): ApiAnswer => ({ status, json: { error } });

/**
 * Answers one request of the HTTP API: events, batch_events, channels, users/…/terminate_connections; beyond
 * the protocol also sockets/…/terminate_connections.
 */
export function answerApi({ method, path, query, body, app, connections, now }: ApiRequest): ApiAnswer {
  const base = `/apps/${app.appId}/`;
  if (!path.startsWith(base)) return refuse(404, "There is no such app");
  const fault = requestFault({ method, path, query, body, key: app.key, secret: app.secret, now });
  if (fault) return refuse(401, fault);
  const rest = path.slice(base.length);
  const user = /^users\/([^/]+)\/terminate_connections$/.exec(rest)?.[1];
  if (method === "POST" && rest === "events") return publishAll(connections, parse(eventBody, body));
  if (method === "POST" && rest === "batch_events") {
    const parsed = parse(batchBody, body);
    return "fault" in parsed ? refuse(400, parsed.fault) : publishAll(connections, parsed.batch);
  }
  if (method === "POST" && user !== undefined) {
    return { status: 200, json: {}, effect: () => connections.terminateUser(decodeURIComponent(user)) };
  }
  const socketId = /^sockets\/([\d.]+)\/terminate_connections$/.exec(rest)?.[1];
  if (method === "POST" && socketId !== undefined) {
    return { status: 200, json: {}, effect: () => connections.terminateSocket(socketId) };
  }
  if (method === "GET" && rest === "channels") return listChannels(connections, query);
  const channel = /^channels\/([^/]+)$/.exec(rest)?.[1];
  if (method === "GET" && channel !== undefined) {
    const count = connections.occupied().get(decodeURIComponent(channel)) ?? 0;
    return { status: 200, json: { occupied: count > 0, ...(query.get("info")?.includes("subscription_count") ? { subscription_count: count } : {}) } };
  }
  return refuse(404, "There is no such address");
}

type EventBody = z.infer<typeof eventBody>;

/** Nothing is sent unless every event fits: a batch is refused whole. */
function publishAll(connections: Connections, parsed: EventBody | EventBody[] | { fault: string }): ApiAnswer {
  if ("fault" in parsed) return refuse(400, parsed.fault);
  const events = Array.isArray(parsed) ? parsed : [parsed];
  for (const { data, channel, channels } of events) {
    if (Buffer.byteLength(data) > LIMITS.data) return refuse(413, "The data of an event is larger than 10 kB");
    if (!channel && !channels?.length) return refuse(400, "An event names its channel");
  }
  const effect = (): void => {
    for (const { name, data, channel, channels, socket_id } of events)
      for (const to of channels ?? [channel ?? ""]) connections.publish({ channel: to, event: name, data, exceptSocketId: socket_id });
  };
  return { status: 200, json: Array.isArray(parsed) ? { batch: events.map(() => ({})) } : {}, effect };
}

function listChannels(connections: Connections, query: URLSearchParams): ApiAnswer {
  const withCount = query.get("info")?.includes("subscription_count") ?? false;
  const channels = [...connections.occupied(query.get("filter_by_prefix") ?? "")].map(([name, count]) => [name, withCount ? { subscription_count: count } : {}]);
  return { status: 200, json: { channels: Object.fromEntries(channels) } };
}

function parse<S extends z.ZodType>(schema: S, body: string): z.infer<S> | { fault: string } {
  try {
    const result = schema.safeParse(JSON.parse(body));
    return result.success ? result.data : { fault: result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") };
  } catch {
    return { fault: "The body is not JSON" };
  }
}
