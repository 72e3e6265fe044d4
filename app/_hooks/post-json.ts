/** A refusal of the club's API: its code, stable reason word and details. `status` 0: no answer at all. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, readonly reason: string | undefined, message: string, readonly details?: Record<string, unknown>) {
    super(message);
    this.name = "ApiError";
  }
}

type ErrorBody = { error?: { code?: string; reason?: string; message?: string; details?: Record<string, unknown> } };

const TIMEOUT_MS = 15_000;

/**
 * Sends JSON to the club's own API and gives the answer's JSON (undefined for 204). At most 15 s.
 * @throws ApiError for every refusal, and with status 0 when the club could not be reached
 */
export async function sendJson(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "unreachable", undefined, "The club could not be reached.");
  }
  if (response.status === 204) return undefined;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const error = (answer as ErrorBody | undefined)?.error;
  throw new ApiError(response.status, error?.code ?? "internal", error?.reason, error?.message ?? `The club answered ${response.status}.`, error?.details);
}

export const postJson = (path: string, body: unknown): Promise<unknown> => sendJson("POST", path, body);
