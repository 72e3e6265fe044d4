import { withMember } from "@/app/_server/with-member";
import { startRoom } from "@/lib/rooms/start-room";
import { roomParams, roomView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomView.parse(await startRoom({ roomId, actor: viewer })));
});
