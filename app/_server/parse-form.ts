import type { z } from "zod";
import { ClubError } from "@/lib/platform/errors";
import { readBody } from "./parse-body";

const MAX_BYTES = 4 * 1024;

/**
 * The form body of a request, checked by a schema.
 * @throws ClubError unsupported_media unless it is sent as a form, too_large above 4 KiB; ZodError (422)
 */
export async function parseForm<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? ""))
    throw new ClubError("unsupported_media", "Send the body as a form.");
  return schema.parse(Object.fromEntries(new URLSearchParams(await readBody(request, MAX_BYTES))));
}
