import { createHash, timingSafeEqual } from "node:crypto";
import { withErrors } from "@/app/_server/with-errors";
import { readGauges } from "@/lib/minting/read-gauges";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { registry } from "@/lib/platform/metrics";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Prometheus text, for whoever carries METRICS_TOKEN as a bearer token; without a configured token there is no such path. */
export const GET = withErrors(async ({ request }) => {
  const token = env().METRICS_TOKEN;
  if (!token) throw new ClubError("not_found", "There is no such path.");
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!timingSafeEqual(digest(given), digest(token))) throw new ClubError("unauthenticated", "The token does not fit.", { reason: "bad_token" });
  await readGauges();
  return new Response(await registry.metrics(), { headers: { "Content-Type": registry.contentType, "Cache-Control": "no-store" } });
});
