import { ZodError } from "zod";
import { ClubError, STATUS } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { isDatabaseAway } from "@/lib/platform/database-state";

const body = (status: number, error: object, headers: Record<string, string> = {}) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store", ...headers } });

/**
 * The answer for a thrown error: a ClubError by its code, a ZodError as 422 with its issues, a database that is away
 * as 503. Everything else is logged whole and answered as a masked 500.
 */
export function errorResponse(error: unknown): Response {
  if (error instanceof ClubError) {
    const { code, reason, message, details, retryAfter } = error;
    if (code === "internal") log("http").error({ err: error }, message);
    return body(STATUS[code], { code, ...(reason ? { reason } : {}), message, ...(details ? { details } : {}) }, retryAfter ? { "Retry-After": String(retryAfter) } : {});
  }
  if (error instanceof ZodError) {
    const issues = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    return body(STATUS.invalid, { code: "invalid", message: "Some fields are not right.", issues });
  }
  if (isDatabaseAway(error)) {
    return body(STATUS.unavailable, { code: "unavailable", reason: "database_away", message: "The club cannot answer right now. Nothing was changed." }, { "Retry-After": "5" });
  }
  log("http").error({ err: error }, "unexpected error");
  return body(STATUS.internal, { code: "internal", message: "Something went wrong on our side." });
}
