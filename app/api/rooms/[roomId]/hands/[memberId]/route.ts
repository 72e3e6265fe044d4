import { withMember } from "@/app/_server/with-member";
import { lowerHandOf } from "@/lib/rooms/lower-hand-of";
import { roomMemberParams } from "@/lib/rooms/schema";

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await lowerHandOf({ roomId, memberId, actor: viewer });
  return Response.json({ lowered: true });
});
