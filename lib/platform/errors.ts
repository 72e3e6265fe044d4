/** The closed table of error codes and the HTTP status each one answers with. */
export const STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  /** The chain refused a transaction that the club sent or simulated. */
  chain_rejected: 502,
  /** A dependency (database, chain, voice, realtime) did not answer in time. Nothing was decided. */
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

export type ClubErrorOptions = {
  /** A stable snake_case word for the exact case, listed in docs/api.md. */
  reason?: string;
  /** Facts the caller may act on, such as `{ state: "live" }`. Never secrets. */
  details?: Record<string, unknown>;
  /** Seconds after which the same request may succeed; sent as Retry-After. */
  retryAfter?: number;
  cause?: unknown;
};

/**
 * The only error a domain throws on purpose. It knows no HTTP: the edge maps `code` to a status by `STATUS`,
 * shows the reader a sentence for `reason`, and masks every other error as `internal`.
 */
export class ClubError extends Error {
  readonly reason: string | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfter: number | undefined;

  constructor(readonly code: ErrorCode, message: string, options: ClubErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ClubError";
    this.reason = options.reason;
    this.details = options.details;
    this.retryAfter = options.retryAfter;
  }
}
