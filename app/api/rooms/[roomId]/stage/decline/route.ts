import { withMember } from "@/app/_server/with-member";
import { declineInvite } from "@/lib/rooms/decline-invite";
import { roomParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await declineInvite({ roomId, actor: viewer });
  return Response.json({ declined: true });
}, { telegram: true });
