import { withMember } from "@/app/_server/with-member";
import { cancelRoom } from "@/lib/rooms/cancel-room";
import { roomParams, roomView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomView.parse(await cancelRoom({ roomId, actor: viewer })));
});
