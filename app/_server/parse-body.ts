import type { z } from "zod";
import { ClubError } from "@/lib/platform/errors";

const MAX_BYTES = 64 * 1024;

const tooLarge = (maxBytes: number): ClubError => new ClubError("too_large", `The body may have at most ${maxBytes} bytes.`, { reason: "body_too_large", details: { maxBytes } });

/** The raw text of a body, at most `maxBytes`. @throws ClubError too_large */
export async function readBody(request: Request, maxBytes = MAX_BYTES): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  if (!reader) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    parts.push(value);
  }
  return Buffer.concat(parts).toString("utf8");
}

/**
 * The JSON body of a request, checked by a schema.
 * @throws ClubError unsupported_media unless it is sent as application/json, too_large above 64 KiB, bad_request when
 *   it is no JSON; ZodError (422) when it does not fit the schema
 */
export async function parseJson<T extends z.ZodType>(request: Request, schema: T, maxBytes = MAX_BYTES): Promise<z.infer<T>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new ClubError("unsupported_media", "Send the body as application/json.");
  return schema.parse(jsonOf(await readBody(request, maxBytes)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ClubError("bad_request", "The body is not JSON.", { reason: "bad_json", cause });
  }
}

/** As parseJson, where the body may be left out: `{}` then, of whatever type. */
export async function parseOptionalJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  return request.headers.has("content-type") ? parseJson(request, schema) : schema.parse((await readBody(request)) === "" ? {} : null);
}

/** The query of a request, checked by a schema. */
export const parseQuery = <T extends z.ZodType>(request: Request, schema: T): z.infer<T> =>
  schema.parse(Object.fromEntries(new URL(request.url).searchParams));
