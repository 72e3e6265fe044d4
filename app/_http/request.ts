import { noteServerTime } from "./server-time";

const TIMEOUT_MS = 10_000;

/** An answer of the club's API that was not a success, or no answer at all (`code` "network", status 0). */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string | null,
    readonly details: Record<string, unknown>,
    /** Seconds to wait before the same request may succeed, when the server said so. */
    readonly retryAfter: number | null,
  ) {
    super(`${status} ${reason ?? code}`);
    this.name = "RequestError";
  }
}

type RequestOptions<T> = { method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"; body?: unknown; parse: (value: unknown) => T; keepalive?: boolean };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

async function errorOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  const wait = Number(response.headers.get("retry-after"));
  return new RequestError(response.status, textOf(error["code"]) ?? "internal", textOf(error["reason"]), isRecord(error["details"]) ? error["details"] : {}, wait > 0 ? wait : null);
}

/**
 * One request to the club's own API. `parse` checks the answer (a Zod schema's `parse`, or `ignore` where it is not
 * needed). Gives up after 10 s.
 * @throws RequestError for every answer that is not a success and for no answer
 */
export async function request<T>(path: string, { method = "GET", body, parse, keepalive }: RequestOptions<T>): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(keepalive ? { keepalive } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
  } catch {
    throw new RequestError(0, "network", null, {}, null);
  }
  noteServerTime(response.headers.get("date"));
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204) return parse(undefined);
  return parse(await response.json().catch(() => undefined));
}

/** For requests whose answer is not read. */
export const ignore = (): void => undefined;
