import { withMember } from "@/app/_server/with-member";
import { acceptInvite } from "@/lib/rooms/accept-invite";
import { roomParams, seatView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(seatView.parse(await acceptInvite({ roomId, actor: viewer })));
}, { telegram: true });
