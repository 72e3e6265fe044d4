import { withMember } from "@/app/_server/with-member";
import { becomeHost } from "@/lib/rooms/become-host";
import { roomParams, roomView } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomView.parse(await becomeHost({ roomId, actor: viewer })));
});
