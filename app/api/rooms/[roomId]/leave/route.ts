import { withMember } from "@/app/_server/with-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { roomParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await leaveRoom({ roomId, actor: viewer });
  return Response.json({ left: true });
});
