import { withMember } from "@/app/_server/with-member";
import { endRoom } from "@/lib/rooms/end-room";
import { roomParams, roomView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomView.parse(await endRoom({ roomId, actor: viewer })));
});
