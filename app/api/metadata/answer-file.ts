import { ClubError } from "@/lib/platform/errors";
import type { MetadataFile } from "@/lib/badges/serve-metadata";

/** A metadata file for anybody: readable from every origin, 304 when the reader has it already. */
export function answerFile(request: Request, file: MetadataFile | null): Response {
  if (!file) throw new ClubError("not_found", "There is no such token.", { reason: "no_token" });
  const headers = {
    "Content-Type": file.type,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cache-Control": "public, max-age=300",
    ETag: file.etag,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
  };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(file.etag)) return new Response(null, { status: 304, headers });
  return new Response(file.body as BodyInit, { headers });
}
