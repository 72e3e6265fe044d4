import type { Viewer } from "@/lib/auth/read-session";
import { requireMember } from "@/lib/membership/require-member";
import { ClubError } from "@/lib/platform/errors";
import { consumeLimit } from "@/lib/platform/rate-limit";
import { errorResponse } from "./error-response";
import { clientIp, requireSameOrigin } from "./guard-request";
import { readRequestViewer } from "./request-viewer";
import type { RouteContext, RouteOptions } from "./with-errors";

export type ViewerArgs = { request: Request; params: Record<string, string | string[] | undefined>; viewer: Viewer };
type Handler = (args: ViewerArgs) => Promise<Response>;
type Gate = (viewer: Viewer) => void;

const walletRequired = () => new ClubError("forbidden", "This needs your wallet: sign in with it.", { reason: "wallet_required" });

const behind =
  (gate: Gate) =>
  (handle: Handler, options: RouteOptions = {}) =>
  async (request: Request, route: RouteContext): Promise<Response> => {
    try {
      if (!options.anyOrigin) requireSameOrigin(request);
      const limit = options.limit === undefined ? (request.method === "GET" ? "reads" : "writes") : options.limit;
      const viewer = await readRequestViewer(request, limit ? (memberId) => consumeLimit(limit, memberId) : undefined);
      if (!viewer) {
        if (options.limit !== null) await consumeLimit("reads", `ip:${clientIp(request)}`);
        throw new ClubError("unauthenticated", "Sign in with your wallet first.", { reason: "signed_out" });
      }
      if (viewer.limited && request.method !== "GET" && !options.telegram) throw walletRequired();
      gate(viewer);
      return await handle({ request, params: await route.params, viewer });
    } catch (error) {
      return errorResponse(error);
    }
  };

/** For anyone signed in, with or without a pass. Authority is re-read on every request, never kept in the session. */
export const withAccount = behind(() => undefined);

/** For members: a live pass, or admin or owner on-chain, and no club ban. */
export const withMember = behind(requireMember);

/** For admins (the owner is one), as the chain says now, in a session that the wallet began. */
export const withAdmin = behind((viewer) => {
  if (viewer.limited) throw walletRequired();
  if (!viewer.roles.admin) throw new ClubError("forbidden", "Only club admins can do this.", { reason: "admin_required" });
});
