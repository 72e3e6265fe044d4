import { withMember } from "@/app/_server/with-member";
import { openRoom } from "@/lib/rooms/open-room";
import { roomParams, roomView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomView.parse(await openRoom({ roomId, actor: viewer })));
});
