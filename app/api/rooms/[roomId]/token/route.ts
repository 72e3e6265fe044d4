import { withMember } from "@/app/_server/with-member";
import { roomParams, tokenView } from "@/lib/rooms/schema";
import { takeSeat } from "@/lib/rooms/take-seat";

export const POST = withMember(
  async ({ params, viewer }) => {
    const { roomId } = roomParams.parse(params);
    return Response.json(tokenView.parse(await takeSeat({ roomId, actor: viewer })), { headers: { "Cache-Control": "no-store" } });
  },
  { limit: "token" },
);
