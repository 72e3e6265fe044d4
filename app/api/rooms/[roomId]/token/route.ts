import { parseOptionalJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { roomParams, seatInput, tokenView } from "@/lib/rooms/schema";
import { takeSeat } from "@/lib/rooms/take-seat";

export const POST = withMember(
  async ({ request, params, viewer }) => {
    const { roomId } = roomParams.parse(params);
    const { device = null, resume } = await parseOptionalJson(request, seatInput);
    return Response.json(tokenView.parse(await takeSeat({ roomId, actor: viewer, device, resume })), { headers: { "Cache-Control": "no-store" } });
  },
  { limit: "token", telegram: true },
);
