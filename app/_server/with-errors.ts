import { consumeLimit, type LimitName } from "@/lib/platform/rate-limit";
import { errorResponse } from "./error-response";
import { clientIp, requireSameOrigin } from "./guard-request";

export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type PublicArgs = { request: Request; params: Record<string, string | string[] | undefined>; ip: string };
export type RouteOptions = {
  /** The limit that counts this route; by default reads for GET, writes for the rest. `null` for signed webhooks and health. */
  limit?: LimitName | null;
  /** Signed webhooks come from no page of ours. */
  anyOrigin?: boolean;
  /** A changing route that sessions begun with Telegram may use; reading needs no leave, everything else is for the wallet's. */
  telegram?: boolean;
};

/** For everybody: errors become answers, the limit counts by IP, changing requests must be same-origin. */
export const withErrors =
  (handle: (args: PublicArgs) => Promise<Response>, options: RouteOptions = {}) =>
  async (request: Request, route: RouteContext): Promise<Response> => {
    try {
      if (!options.anyOrigin) requireSameOrigin(request);
      const ip = clientIp(request);
      const limit = options.limit === undefined ? (request.method === "GET" ? "reads" : "writes") : options.limit;
      if (limit) await consumeLimit(limit, `ip:${ip}`);
      return await handle({ request, params: await route.params, ip });
    } catch (error) {
      return errorResponse(error);
    }
  };
